# foundry-entra-gate: allow source-uses-entra
Get-AzCognitiveServicesAccountKey -ResourceGroupName ai -Name contoso # finds: source-uses-entra
