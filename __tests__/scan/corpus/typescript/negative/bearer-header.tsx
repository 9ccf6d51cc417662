export function Ask(props: { token: string }) {
  const ask = () =>
    fetch('https://contoso.openai.azure.com/openai/v1/responses', {
      headers: { Authorization: `Bearer ${props.token}` }, // in place of api-key
    });
  return <button onClick={ask}>Ask</button>;
}
