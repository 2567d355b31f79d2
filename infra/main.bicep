metadata description = 'Everything the programme runs on in Azure: one resource group, wired from the modules in app/.'

targetScope = 'subscription'

@minLength(1)
@maxLength(32)
@description('Name of the azd environment: one for production, one for staging, one for each person who tries things out.')
param environmentName string

@description('Region. Systems of the state keep their data in Indonesia: indonesiacentral in production.')
param location string

@description('Who is told when something is wrong.')
param alertEmails string[]

@description('Tenant and audience (application id URI) of the operators\' log-ins.')
param entra { tenantId: string, audience: string }

@description('Addresses of the services outside, by name.')
param gateways {
  banks: string
  civilRegistry: string
  exclusionRegistries: string
  faceMatcher: string
  messenger: string
  payments: string
  beacon: string
}

@description('The programme\'s account at each bank that takes files of instructions; statements of other accounts are refused.')
param bankAccounts {
  bca: string
  bni: string
}

@description('Authority outside that time-stamps the commitments of draws (RFC 3161); empty: none does.')
param timestampsUrl string = ''

@description('Public host name of the programme\'s own; empty: the one that Front Door gives.')
param customDomain string = ''

@description('Premium: managed firewall rules against bots and attacks. Standard: rate limits only, for trying things out.')
param frontDoorSku ('Standard_AzureFrontDoor' | 'Premium_AzureFrontDoor') = 'Premium_AzureFrontDoor'
param serviceBusSku ('Standard' | 'Premium') = 'Premium'
param serviceBusUnits (1 | 2 | 4 | 8 | 16) = 1
param keyVaultSku ('standard' | 'premium') = 'premium'
param storageRedundancy ('Standard_LRS' | 'Standard_ZRS' | 'Standard_GZRS') = 'Standard_ZRS'

@description('''
State of workflows in Durable Task Scheduler instead of Azure Storage. Off by default: storage costs nothing while nobody acts, lies in the same region and
under the same rules as the data, and a lifecycle is a few short legs, not a running instance. Turn it on when the host account's 20,000
operations/s come near (alert "throttled"); running instances are not carried over, so do it between batches. Needs the package
Microsoft.Azure.Functions.Worker.Extensions.DurableTask.AzureManaged in the app.
''')
param durableTaskScheduler bool = false

@minValue(1)
param durableTaskUnits int = 2

@allowed([512, 2048, 4096])
param instanceMemoryMB int = 2048

@description('A subscription may use 512,000 MB of instances in a region unless asked for more: 250 of 2,048 MB.')
param maximumInstances int = 200
param requestsPerInstance int = 32
param alwaysReady { http: int, durable: int } = { http: 4, durable: 2 }

@description('A minute, from one client address; whole neighbourhoods share one.')
param requestsPerMinute int = 12000
param entriesPerMinute int = 3000

@description('''
Legal term of KTP photos: five years after they were given, as for documents that prove an identity to a payer (Law 8/2010, article 21).
Whoever asks to be erased is erased at once; this is the longest that any photo lives.
''')
param photoRetentionDays int = 1827
param logRetentionDays int = 90
param dailyLogCapGb int = 50

@secure()
param seed string = newGuid()

@secure()
param otherSeed string = newGuid()

var token = uniqueString(subscription().id, environmentName, location)
var tags = { 'azd-env-name': environmentName }
var names = {
  workspace: 'log-${token}'
  insights: 'appi-${token}'
  identity: 'id-${token}'
  data: 'stdata${token}'
  host: 'sthost${token}'
  serviceBus: 'sb-${token}'
  vault: 'kv-${token}'
  frontDoor: 'afd-${token}'
  endpoint: 'prakerja-${token}'
  domain: empty(customDomain) ? 'none' : replace(customDomain, '.', '-')
}
var storageDns = environment().suffixes.storage
var zones = [
  'privatelink.blob.${storageDns}'
  'privatelink.table.${storageDns}'
  'privatelink.queue.${storageDns}'
  'privatelink.servicebus.windows.net'
  'privatelink.vaultcore.azure.net'
]

// Names that the code gives; a test compares them.
var queues = ['registrations', 'outbox', 'bank-files']
var photos = 'photos'
var containers = [photos, 'bank-files', 'draws', 'listings', 'receipts', 'settlements']
var purposes = ['blind-index', 'codes', 'data-keys', 'outbox', 'tokens']
var masterKey = 'prakerja-master'
var signingKey = 'prakerja-signing'
var packages = 'packages'
var taskHub = 'Prakerja'

// NCRONTAB in UTC, the app's own: a test there compares it with the pipeline's schedules.
var timers = loadJsonContent('../functions/Prakerja.Functions/timers.json')

resource group 'Microsoft.Resources/resourceGroups@2024-11-01' = {
  name: 'rg-prakerja-${environmentName}'
  location: location
  tags: tags
}

module monitor 'app/monitor.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    workspaceName: names.workspace
    insightsName: names.insights
    retentionDays: logRetentionDays
    dailyCapGb: dailyLogCapGb
  }
}

module network 'app/network.bicep' = {
  scope: group
  params: { location: location, tags: tags, token: token, zones: zones }
}

module identity 'app/identity.bicep' = {
  scope: group
  params: { location: location, tags: tags, name: names.identity }
}

// Tables and photos. Tables have no undelete: rows that matter are never deleted by the code but on a person's request.
module dataStorage 'app/storageAccount.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    name: names.data
    redundancy: storageRedundancy
    parts: ['blob', 'table']
    containers: containers
    versioning: true
    softDeleteDays: 7
    subnetId: network.outputs.endpointSubnetId
  }
}

module photoRetention 'app/photoRetention.bicep' = {
  scope: group
  params: {
    accountName: names.data
    container: photos
    retentionDays: photoRetentionDays
    versionDays: 90
    softDeleteDays: 7
  }
  dependsOn: [dataStorage]
}

// State of the host and of the workflows, apart from the data: an account does 20,000 operations/s, and a burst needs both.
module hostStorage 'app/storageAccount.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    name: names.host
    redundancy: storageRedundancy
    parts: ['blob', 'table', 'queue']
    containers: [packages]
    versioning: false
    softDeleteDays: 7
    subnetId: network.outputs.endpointSubnetId
  }
}

module serviceBus 'app/serviceBus.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    name: names.serviceBus
    sku: serviceBusSku
    units: serviceBusUnits
    queues: queues
    subnetId: network.outputs.endpointSubnetId
  }
}

module vault 'app/keyVault.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    name: names.vault
    sku: keyVaultSku
    masterKey: masterKey
    signingKey: signingKey
    purposes: purposes
    seed: seed
    otherSeed: otherSeed
    subnetId: network.outputs.endpointSubnetId
    workspaceId: monitor.outputs.workspaceId
  }
}

module storageRoles 'app/storageRoles.bicep' = {
  scope: group
  params: {
    identity: names.identity
    dataAccount: names.data
    hostAccount: names.host
    containers: containers
    taggedContainer: photos
  }
  dependsOn: [identity, dataStorage, hostStorage]
}

module serviceRoles 'app/serviceRoles.bicep' = {
  scope: group
  params: {
    identity: names.identity
    serviceBus: names.serviceBus
    queues: queues
    vault: names.vault
    keys: [masterKey, signingKey]
    secrets: purposes
    insights: names.insights
  }
  dependsOn: [identity, serviceBus, vault, monitor]
}

module scheduler 'app/durableScheduler.bicep' = if (durableTaskScheduler) {
  scope: group
  params: {
    location: location
    tags: tags
    token: token
    taskHub: taskHub
    identity: names.identity
    units: durableTaskUnits
  }
  dependsOn: [identity]
}

module frontDoor 'app/frontDoor.bicep' = {
  scope: group
  params: {
    tags: tags
    name: names.frontDoor
    endpointName: names.endpoint
    domainName: names.domain
    sku: frontDoorSku
    customDomain: customDomain
  }
}

module settings 'app/settings.bicep' = {
  scope: group
  params: {
    clientId: identity.outputs.clientId
    telemetry: monitor.outputs.connectionString
    hostAccount: names.host
    tableUri: dataStorage.outputs.tableUri
    blobUri: dataStorage.outputs.blobUri
    serviceBusHost: serviceBus.outputs.host
    vaultUri: vault.outputs.uri
    masterKey: masterKey
    signingKey: signingKey
    entra: entra
    origin: frontDoor.outputs.origin
    gateways: gateways
    bankAccounts: bankAccounts
    timestampsUrl: timestampsUrl
    timers: timers
    scheduler: scheduler.?outputs.endpoint
  }
}

module app 'app/functionApp.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    token: token
    service: 'pipeline'
    identityId: identity.outputs.id
    subnetId: network.outputs.appSubnetId
    packageContainerUrl: '${hostStorage.outputs.blobUri}${packages}'
    frontDoorId: frontDoor.outputs.frontDoorId
    settings: settings.outputs.values
    instanceMemoryMB: instanceMemoryMB
    maximumInstances: maximumInstances
    requestsPerInstance: requestsPerInstance
    alwaysReady: alwaysReady
  }
  dependsOn: [storageRoles, serviceRoles]
}

module firewall 'app/firewall.bicep' = {
  scope: group
  params: {
    tags: tags
    token: token
    sku: frontDoorSku
    requestsPerMinute: requestsPerMinute
    entriesPerMinute: entriesPerMinute
  }
}

module route 'app/frontDoorRoute.bicep' = {
  scope: group
  params: {
    token: token
    profileName: names.frontDoor
    endpointName: names.endpoint
    domainName: names.domain
    hasDomain: !empty(customDomain)
    appHost: app.outputs.host
    policyId: firewall.outputs.id
  }
}

module alerts 'app/alerts.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    token: token
    emails: alertEmails
    workspaceId: monitor.outputs.workspaceId
    serviceBusId: serviceBus.outputs.id
    frontDoorId: frontDoor.outputs.profileId
    storageIds: [dataStorage.outputs.id, hostStorage.outputs.id]
  }
}

@description('Where the programme is reached; azd and the deployment workflow read it.')
output PRAKERJA_ORIGIN string = frontDoor.outputs.origin
output AZURE_RESOURCE_GROUP string = group.name
output PRAKERJA_APP string = app.outputs.name
