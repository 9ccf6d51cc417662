// What Node.js takes to start and to end.
