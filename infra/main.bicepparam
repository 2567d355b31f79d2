using 'main.bicep'

// azd sets AZURE_*; `azd env set NAME value` sets the others. What has no default must be set.
param environmentName = readEnvironmentVariable('AZURE_ENV_NAME')
param location = readEnvironmentVariable('AZURE_LOCATION')
param alertEmails = split(readEnvironmentVariable('ALERT_EMAILS'), ',')
param entra = {
  tenantId: readEnvironmentVariable('ENTRA_TENANT_ID', readEnvironmentVariable('AZURE_TENANT_ID', ''))
  audience: readEnvironmentVariable('ENTRA_AUDIENCE')
}
param gateways = {
  banks: readEnvironmentVariable('GATEWAY_BANKS')
  civilRegistry: readEnvironmentVariable('GATEWAY_CIVIL_REGISTRY')
  exclusionRegistries: readEnvironmentVariable('GATEWAY_EXCLUSION_REGISTRIES')
  faceMatcher: readEnvironmentVariable('GATEWAY_FACE_MATCHER')
  messenger: readEnvironmentVariable('GATEWAY_MESSENGER')
  payments: readEnvironmentVariable('GATEWAY_PAYMENTS')
  beacon: readEnvironmentVariable('GATEWAY_BEACON', 'https://api.drand.sh')
}
param bankAccounts = {
  bca: readEnvironmentVariable('BANK_ACCOUNT_BCA')
  bni: readEnvironmentVariable('BANK_ACCOUNT_BNI')
}
param timestampsUrl = readEnvironmentVariable('TIMESTAMPS_URL', '')
param customDomain = readEnvironmentVariable('CUSTOM_DOMAIN', '')
param frontDoorSku = readEnvironmentVariable('FRONT_DOOR_SKU', 'Premium_AzureFrontDoor')
param serviceBusSku = readEnvironmentVariable('SERVICE_BUS_SKU', 'Premium')
param keyVaultSku = readEnvironmentVariable('KEY_VAULT_SKU', 'premium')
param storageRedundancy = readEnvironmentVariable('STORAGE_REDUNDANCY', 'Standard_ZRS')
param durableTaskScheduler = bool(readEnvironmentVariable('DURABLE_TASK_SCHEDULER', 'false'))
param maximumInstances = int(readEnvironmentVariable('MAXIMUM_INSTANCES', '200'))
param alwaysReady = {
  http: int(readEnvironmentVariable('ALWAYS_READY_HTTP', '4'))
  durable: int(readEnvironmentVariable('ALWAYS_READY_DURABLE', '2'))
}
