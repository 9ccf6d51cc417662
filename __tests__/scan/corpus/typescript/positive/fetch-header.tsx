export function Ask(props: { question: string }) {
  const ask = () =>
    fetch(`${process.env.AZURE_OPENAI_ENDPOINT}/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21`, {
      method: 'POST',
      headers: { 'api-key': process.env.AZURE_OPENAI_API_KEY ?? '' }, // finds: source-uses-entra
      body: props.question,
    });
  return <button onClick={ask}>Ask</button>;
}
