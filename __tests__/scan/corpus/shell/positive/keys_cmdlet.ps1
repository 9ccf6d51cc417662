$keys = Get-AzCognitiveServicesAccountKey -ResourceGroupName ai -Name contoso # finds: source-uses-entra
Write-Output 'read'
