using './parameter_file.bicep'

param name = 'contoso'
param disableLocalAuth = false
