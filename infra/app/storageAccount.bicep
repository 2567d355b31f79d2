metadata description = 'A storage account without keys, without public blobs and without a public address, and its private endpoints.'

param location string
param tags object
param name string

@description('Zone-redundant where the region has zones: a lost building loses nothing that was answered 2xx.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GZRS'])
param redundancy string

@description('Parts that are used: blob, table, queue.')
param parts string[]

@description('Containers to be there from the start.')
param containers string[]

@description('Keep every version of a blob.')
param versioning bool

@description('Days for which a deleted blob or container can be brought back.')
param softDeleteDays int
param subnetId string

resource account 'Microsoft.Storage/storageAccounts@2025-01-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: redundancy }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    publicNetworkAccess: 'Disabled'
    supportsHttpsTrafficOnly: true
    networkAcls: {
      bypass: 'None'
      defaultAction: 'Deny'
    }
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2025-01-01' = {
  parent: account
  name: 'default'
  properties: {
    isVersioningEnabled: versioning
    deleteRetentionPolicy: {
      enabled: true
      days: softDeleteDays
      allowPermanentDelete: false
    }
    containerDeleteRetentionPolicy: {
      enabled: true
      days: softDeleteDays
    }
  }
}

resource container 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-01-01' = [
  for name in containers: {
    parent: blobs
    name: name
    properties: { publicAccess: 'None' }
  }
]

module endpoint 'privateEndpoint.bicep' = [
  for part in parts: {
    name: '${name}-${part}'
    params: {
      location: location
      tags: tags
      subnetId: subnetId
      serviceName: name
      serviceId: account.id
      group: part
      zone: 'privatelink.${part}.${environment().suffixes.storage}'
    }
  }
]

output id string = account.id
output blobUri string = account.properties.primaryEndpoints.blob
output tableUri string = account.properties.primaryEndpoints.table
