metadata description = 'Durable Task Scheduler: an alternative to storage for the state of workflows.'

import { roles } from 'roleIds.bicep'

param location string
param tags object
param token string
param taskHub string

@description('Name of the identity that gets the role.')
param identity string

@description('Capacity units of 2,000 actions a second each; more than one survives the loss of a zone.')
param units int

resource scheduler 'Microsoft.DurableTask/schedulers@2025-11-01' = {
  name: 'dts-${token}'
  location: location
  tags: tags
  properties: {
    // Its clients authenticate by identity only; the network allow-list is open because Flex Consumption has no fixed addresses.
    ipAllowlist: ['0.0.0.0/0']
    sku: {
      name: 'Dedicated'
      capacity: units
    }
  }

  resource hub 'taskHubs' = {
    name: taskHub
    properties: {}
  }
}

resource app 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identity
}

resource hubRole 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: scheduler::hub
  name: guid(scheduler::hub.id, app.id, roles.durableTaskDataContributor)
  properties: {
    principalId: app.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      roles.durableTaskDataContributor
    )
  }
}

output endpoint string = scheduler.properties.endpoint
