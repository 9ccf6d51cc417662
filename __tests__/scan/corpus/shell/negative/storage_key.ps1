# azure storage
$key = (Get-AzStorageAccountKey -ResourceGroupName ai -Name contoso)[0].Value
