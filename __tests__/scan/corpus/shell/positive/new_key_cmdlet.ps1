New-AzCognitiveServicesAccountKey -ResourceGroupName ai -Name contoso -KeyName Key1 # finds: source-uses-entra
