metadata description = 'Keys that never leave, and secrets that are made once and never shown to anybody.'

param location string
param tags object
param name string

@description('premium keeps the keys in hardware (FIPS 140-3 level 3).')
@allowed(['standard', 'premium'])
param sku string

@description('Name of the key that wraps the data keys.')
param masterKey string

@description('Name of the key that signs receipts and published files.')
param signingKey string

@description('Secrets of 32 bytes, by purpose (IKeyVault.Secret; data-keys is the adapter\'s own).')
param purposes string[]

@secure()
param seed string

@secure()
param otherSeed string
param subnetId string
param workspaceId string

var suffix = sku == 'premium' ? '-HSM' : ''

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: {
      family: 'A'
      name: sku
    }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    // Without the master key every person's data is gone for good: not even an owner of the subscription may purge it.
    enablePurgeProtection: true
    publicNetworkAccess: 'Disabled'
    networkAcls: {
      bypass: 'AzureServices'
      defaultAction: 'Deny'
    }
  }

  // 2,048 bits: the vault does four times as many of these a second as of 3,072 ones, and what it wraps are keys that wrap keys in encrypted storage.
  resource master 'keys' = {
    name: masterKey
    properties: {
      kty: 'RSA${suffix}'
      keySize: 2048
      keyOps: ['wrapKey', 'unwrapKey']
      attributes: { enabled: true, exportable: false }
      // Old versions stay: a wrapped key says which one unwraps it.
      rotationPolicy: {
        lifetimeActions: [
          {
            action: { type: 'rotate' }
            trigger: { timeAfterCreate: 'P1Y' }
          }
        ]
      }
    }
  }

  // Rotated by people, not by the calendar: whoever checks a receipt needs the published key of its day.
  resource signing 'keys' = {
    name: signingKey
    properties: {
      kty: 'EC${suffix}'
      curveName: 'P-256'
      keyOps: ['sign', 'verify']
      attributes: { enabled: true, exportable: false }
    }
  }
}

// Made at the first deployment and never touched again: another blind-index secret would make every known NIK unknown.
// 42 hexadecimal digits, read as base64, are 32 bytes with more than 150 random bits.
@onlyIfNotExists()
resource secret 'Microsoft.KeyVault/vaults/secrets@2024-11-01' = [
  for purpose in purposes: {
    parent: vault
    name: purpose
    properties: {
      contentType: '32 bytes, base64'
      value: '${take('${replace(guid(seed, purpose), '-', '')}${replace(guid(otherSeed, purpose), '-', '')}', 42)}A='
    }
  }
]

module endpoint 'privateEndpoint.bicep' = {
  name: '${name}-vault'
  params: {
    location: location
    tags: tags
    subnetId: subnetId
    serviceName: vault.name
    serviceId: vault.id
    group: 'vault'
    zone: 'privatelink.vaultcore.azure.net'
  }
}

resource audit 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: vault
  name: 'audit'
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'AuditEvent', enabled: true }]
  }
}

output uri string = vault.properties.vaultUri
