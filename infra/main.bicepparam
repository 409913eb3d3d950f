using './main.bicep'

// azd passes the values of its environment (azd env set NAME VALUE) and of the shell.
param environmentName = readEnvironmentVariable('AZURE_ENV_NAME')
param location = readEnvironmentVariable('AZURE_LOCATION')
param durableBackend = readEnvironmentVariable('RELAY_DURABLE_BACKEND', 'AzureStorage')
param instanceMemoryMB = any(int(readEnvironmentVariable('RELAY_INSTANCE_MEMORY_MB', '2048')))
param maximumInstanceCount = int(readEnvironmentVariable('RELAY_MAX_INSTANCES', '40'))
param alwaysReadyInstances = int(readEnvironmentVariable('RELAY_ALWAYS_READY_INSTANCES', '1'))
param zoneRedundant = bool(readEnvironmentVariable('RELAY_ZONE_REDUNDANT', 'false'))
param demoGateways = bool(readEnvironmentVariable('RELAY_DEMO_GATEWAYS', 'true'))
param relaySettings = json(readEnvironmentVariable('RELAY_SETTINGS', '{}'))
param gatewaySecrets = json(readEnvironmentVariable('RELAY_GATEWAY_SECRETS', '{}'))
