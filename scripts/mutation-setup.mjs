import fc from 'fast-check';

// A mutant that lives meets every test that covers it: a few runs of a property tell, a hundred take an hour.
fc.configureGlobal({ numRuns: 20 });
