import { Texts } from '../types.bicep'

@description('The identity that the app uses for everything. It exists before the app, so that its roles do too.')
param name string
param location string
param tags Texts

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: name
  location: location
  tags: tags
}

output id string = identity.id
output clientId string = identity.properties.clientId
output principalId string = identity.properties.principalId
