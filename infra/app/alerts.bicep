metadata description = 'Who is told, and of what.'

import { watches } from 'logWatches.bicep'

param location string
param tags object
param token string

@description('Who is told.')
param emails string[]
param workspaceId string
param serviceBusId string
param frontDoorId string
param storageIds string[]

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-${token}'
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'prakerja'
    emailReceivers: [
      for (email, at) in emails: {
        name: 'on-duty-${at}'
        emailAddress: email
        useCommonAlertSchema: true
      }
    ]
  }
}

resource watch 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for item in watches: {
    name: item.name
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: item.name
      description: item.description
      severity: item.severity
      enabled: true
      scopes: [workspaceId]
      evaluationFrequency: item.window == 'PT5M' ? 'PT5M' : 'PT15M'
      windowSize: item.window
      autoMitigate: true
      criteria: {
        allOf: [
          {
            query: item.query
            metricMeasureColumn: 'value'
            timeAggregation: 'Maximum'
            operator: 'GreaterThan'
            threshold: item.threshold
            failingPeriods: {
              numberOfEvaluationPeriods: 1
              minFailingPeriodsToAlert: 1
            }
          }
        ]
      }
      actions: { actionGroups: [people.id] }
    }
  }
]

module metric 'metricAlerts.bicep' = {
  name: 'metric-alerts-${token}'
  params: {
    tags: tags
    actionGroupId: people.id
    serviceBusId: serviceBusId
    frontDoorId: frontDoorId
    storageIds: storageIds
  }
}
