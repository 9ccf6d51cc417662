# $headers = @{ 'api-key' = $env:AZURE_OPENAI_API_KEY }
<#
Get-AzCognitiveServicesAccountKey -ResourceGroupName ai -Name contoso
#>
Write-Host 'Get-AzCognitiveServicesAccountKey is refused'
