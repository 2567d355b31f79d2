metadata description = 'What the app may do with queues, keys, secrets and telemetry: each on the single queue, key or secret.'

import { roles } from 'roleIds.bicep'

@description('Name of the identity that gets the roles.')
param identity string
param serviceBus string
param queues string[]
param vault string
param keys string[]
param secrets string[]
param insights string

var queueRoles = [roles.serviceBusDataSender, roles.serviceBusDataReceiver]

resource app 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identity
}

resource namespace 'Microsoft.ServiceBus/namespaces@2024-01-01' existing = {
  name: serviceBus

  resource queue 'queues' existing = [
    for name in queues: {
      name: name
    }
  ]
}

resource keyVault 'Microsoft.KeyVault/vaults@2024-11-01' existing = {
  name: vault

  resource key 'keys' existing = [
    for name in keys: {
      name: name
    }
  ]

  resource secret 'secrets' existing = [
    for name in secrets: {
      name: name
    }
  ]
}

resource component 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insights
}

resource queueRole 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for at in range(0, length(queues) * 2): {
    scope: namespace::queue[at / 2]
    name: guid(namespace::queue[at / 2].id, app.id, queueRoles[at % 2])
    properties: {
      principalId: app.properties.principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', queueRoles[at % 2])
    }
  }
]

resource keyRole 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (name, at) in keys: {
    scope: keyVault::key[at]
    name: guid(keyVault::key[at].id, app.id, name)
    properties: {
      principalId: app.properties.principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.keyVaultCryptoUser)
    }
  }
]

resource secretRole 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (name, at) in secrets: {
    scope: keyVault::secret[at]
    name: guid(keyVault::secret[at].id, app.id, name)
    properties: {
      principalId: app.properties.principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.keyVaultSecretsUser)
    }
  }
]

resource telemetryRole 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: component
  name: guid(component.id, app.id, roles.monitoringMetricsPublisher)
  properties: {
    principalId: app.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      roles.monitoringMetricsPublisher
    )
  }
}
