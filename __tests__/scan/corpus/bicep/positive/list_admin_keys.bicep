resource search 'Microsoft.Search/searchServices@2023-11-01' existing = {
  name: 'contoso'
}

output key string = search.listAdminKeys().primaryKey // finds: source-uses-entra warning
