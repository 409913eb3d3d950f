import { Texts } from 'types.bicep'

targetScope = 'subscription'

@description('The name of the azd environment. It names the resource group and, hashed, each resource.')
@minLength(1)
@maxLength(40)
param environmentName string

@description('The region of every resource. It must offer Flex Consumption and, if chosen, Durable Task Scheduler.')
@metadata({ azd: { type: 'location' } })
param location string

@description('Where Durable Functions keeps its state: the storage account, or a Durable Task Scheduler.')
@allowed(['AzureStorage', 'DurableTaskScheduler'])
param durableBackend string = 'AzureStorage'

@description('Memory of an instance in MB.')
@allowed([512, 2048, 4096])
param instanceMemoryMB int = 2048

@description('The largest number of instances. Limits on a gateway apply to each instance.')
@minValue(1)
@maxValue(1000)
param maximumInstanceCount int = 40

@description('Instances that always run for the orchestrations and activities. With 0, the app scales to zero.')
@minValue(0)
@maxValue(20)
param alwaysReadyInstances int = 1

@description('Spread instances and storage over availability zones. At least two instances then always run.')
param zoneRedundant bool = false

@description('Switch on the two demonstration gateways of the default gateways.json. Anybody can reach them.')
param demoGateways bool = true

@description('App settings that are not secrets, such as Relay__Retention or Gateways__sms__settings__from.')
param relaySettings Texts = {}

@description('Secrets by the name of their app setting, such as Gateways__sms__secrets__authToken.')
@secure()
param gatewaySecrets { *: string } = {}

var tags = { 'azd-env-name': environmentName }
var token = toLower(uniqueString(subscription().id, environmentName, location))

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module identity 'modules/identity.bicep' = {
  scope: group
  params: { name: 'id-relay-${token}', location: location, tags: tags }
}

module monitoring 'modules/monitoring.bicep' = {
  scope: group
  params: {
    workspaceName: 'log-relay-${token}'
    componentName: 'appi-relay-${token}'
    location: location
    tags: tags
    appPrincipalId: identity.outputs.principalId
  }
}

module storage 'modules/storage.bicep' = {
  scope: group
  params: {
    name: 'strelay${token}'
    location: location
    tags: tags
    zoneRedundant: zoneRedundant
    holdsDurableState: durableBackend == 'AzureStorage'
    appPrincipalId: identity.outputs.principalId
    workspaceId: monitoring.outputs.workspaceId
  }
}

module vault 'modules/vault.bicep' = {
  scope: group
  params: {
    name: 'kv-${token}'
    location: location
    tags: tags
    gatewaySecrets: gatewaySecrets
    appPrincipalId: identity.outputs.principalId
    workspaceId: monitoring.outputs.workspaceId
  }
}

module scheduler 'modules/scheduler.bicep' = if (durableBackend == 'DurableTaskScheduler') {
  scope: group
  params: {
    name: 'dts-relay-${token}'
    location: location
    tags: tags
    appPrincipalId: identity.outputs.principalId
  }
}

module app 'modules/app.bicep' = {
  scope: group
  params: {
    name: 'func-relay-${token}'
    planName: 'plan-relay-${token}'
    location: location
    tags: tags
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    storageAccountName: storage.outputs.name
    deploymentContainerUrl: storage.outputs.deploymentContainerUrl
    applicationInsightsConnectionString: monitoring.outputs.connectionString
    workspaceId: monitoring.outputs.workspaceId
    schedulerEndpoint: scheduler.?outputs.endpoint ?? ''
    taskHubName: scheduler.?outputs.taskHubName ?? ''
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
    alwaysReadyInstances: alwaysReadyInstances
    zoneRedundant: zoneRedundant
    relaySettings: union({ Relay__DemoGateways: string(demoGateways) }, relaySettings)
    vaultUri: vault.outputs.uri
    vaultSettings: objectKeys(gatewaySecrets)
  }
}

output AZURE_RESOURCE_GROUP string = group.name
output AZURE_FUNCTION_APP_NAME string = app.outputs.name
output RELAY_URL string = app.outputs.url
