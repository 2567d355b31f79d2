metadata description = 'What the app may do with its data and with the host\'s state.'

import { roles } from 'roleIds.bicep'

@description('Name of the identity that gets the roles.')
param identity string
param dataAccount string
param hostAccount string

@description('Containers whose blobs the app reads and writes.')
param containers string[]

@description('The one container whose blobs carry tags.')
param taggedContainer string

// The Functions host keeps locks, keys and the durable task hub there: blobs, queues and tables (the documented set for identities).
var hostRoles = [roles.storageBlobDataOwner, roles.storageQueueDataContributor, roles.storageTableDataContributor]

resource app 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identity
}

resource data 'Microsoft.Storage/storageAccounts@2025-01-01' existing = {
  name: dataAccount

  resource blobs 'blobServices' existing = {
    name: 'default'

    resource container 'containers' existing = [
      for name in containers: {
        name: name
      }
    ]
  }

  resource tables 'tableServices' existing = {
    name: 'default'
  }
}

resource host 'Microsoft.Storage/storageAccounts@2025-01-01' existing = {
  name: hostAccount
}

resource tableRole 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: data::tables
  name: guid(data::tables.id, app.id, roles.storageTableDataContributor)
  properties: {
    principalId: app.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      roles.storageTableDataContributor
    )
  }
}

// Only an owner of blobs may set their tags, and by its tag a photo is deleted in time: so there, and only there, it is one.
resource containerRole 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (name, at) in containers: {
    scope: data::blobs::container[at]
    name: guid(data::blobs::container[at].id, app.id)
    properties: {
      principalId: app.properties.principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId(
        'Microsoft.Authorization/roleDefinitions',
        name == taggedContainer ? roles.storageBlobDataOwner : roles.storageBlobDataContributor
      )
    }
  }
]

// Signs expiring links; gives no access by itself. The key it asks for belongs to the account, so the scope cannot be smaller.
resource delegatorRole 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: data
  name: guid(data.id, app.id, roles.storageBlobDelegator)
  properties: {
    principalId: app.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageBlobDelegator)
  }
}

resource hostRole 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in hostRoles: {
    scope: host
    name: guid(host.id, app.id, role)
    properties: {
      principalId: app.properties.principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
    }
  }
]
