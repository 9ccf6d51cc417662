export const Panel = () => (
  <div>
    {/* foundry-entra-gate: allow source-uses-entra -- key of the demonstration account, rotated each day */}
    <Chat headers={{ 'api-key': process.env.AZURE_OPENAI_API_KEY }} /> {/* finds: source-uses-entra exempt */}
  </div>
);
