metadata description = 'Settings of the app, by the names that the code and the Functions host read. No secret among them.'

param clientId string

@description('Connection string of Application Insights: where to send, not a key; keys are turned off.')
param telemetry string
param hostAccount string
param tableUri string
param blobUri string
param serviceBusHost string
param vaultUri string
param masterKey string
param signingKey string
param entra { tenantId: string, audience: string }

@description('Public address of the app.')
param origin string
param gateways { *: string }

@description('The programme\'s account at each bank that takes files.')
param bankAccounts { *: string }

@description('Authority that time-stamps commitments; empty: none does.')
param timestampsUrl string
param timers { *: string }

@description('Endpoint of the Durable Task Scheduler; null: state of workflows in the host\'s storage account.')
param scheduler string?

var base = {
  AzureWebJobsDisableHomepage: 'true'
  AzureWebJobsStorage__accountName: hostAccount
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: clientId
  AZURE_CLIENT_ID: clientId
  APPLICATIONINSIGHTS_CONNECTION_STRING: telemetry
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'Authorization=AAD;ClientId=${clientId}'
  Storage__tableServiceUri: tableUri
  Storage__blobServiceUri: blobUri
  ServiceBus__fullyQualifiedNamespace: serviceBusHost
  ServiceBus__credential: 'managedidentity'
  ServiceBus__clientId: clientId
  KeyVault__vaultUri: vaultUri
  KeyVault__masterKey: masterKey
  KeyVault__signingKey: signingKey
  Entra__tenantId: entra.tenantId
  Entra__audience: entra.audience
  Public__origin: origin
  Timestamps__url: timestampsUrl
}

// host.json names the hub, and storage as its provider; the host reads settings of this form over it.
var durable = scheduler == null
  ? {}
  : {
      AzureFunctionsJobHost__extensions__durableTask__storageProvider__type: 'azureManaged'
      AzureFunctionsJobHost__extensions__durableTask__storageProvider__connectionStringName: 'DURABLE_TASK_SCHEDULER_CONNECTION_STRING'
      DURABLE_TASK_SCHEDULER_CONNECTION_STRING: 'Endpoint=${scheduler!};Authentication=ManagedIdentity;ClientID=${clientId}'
    }
var addresses = toObject(items(gateways), g => 'Gateways__${g.key}__url', g => g.value)
var accounts = toObject(items(bankAccounts), a => 'Banks__Accounts__${a.key}', a => a.value)

output values { *: string } = union(base, durable, addresses, accounts, timers)
