metadata description = 'Alerts on what Azure itself measures: dead letters, availability, throttling.'

param tags object
param actionGroupId string
param serviceBusId string
param frontDoorId string
param storageIds string[]

var watches = [
  {
    name: 'dead-letters'
    severity: 1
    description: 'A queue has dead letters: ten deliveries in vain, or nobody came for two weeks.'
    scope: serviceBusId
    namespace: 'Microsoft.ServiceBus/namespaces'
    metric: 'DeadletteredMessages'
    aggregation: 'Maximum'
    operator: 'GreaterThan'
    threshold: 0
  }
  {
    name: 'unavailable'
    severity: 0
    description: 'Front Door\'s probes of /api/health/ready fail.'
    scope: frontDoorId
    namespace: 'Microsoft.Cdn/profiles'
    metric: 'OriginHealthPercentage'
    aggregation: 'Average'
    operator: 'LessThan'
    threshold: 90
  }
  {
    name: 'server-errors'
    severity: 1
    description: 'More than one answer in a hundred is a 5xx.'
    scope: frontDoorId
    namespace: 'Microsoft.Cdn/profiles'
    metric: 'Percentage5XX'
    aggregation: 'Average'
    operator: 'GreaterThan'
    threshold: 1
  }
]

resource watch 'Microsoft.Insights/metricAlerts@2018-03-01' = [
  for item in watches: {
    name: item.name
    location: 'global'
    tags: tags
    properties: {
      description: item.description
      severity: item.severity
      enabled: true
      autoMitigate: true
      scopes: [item.scope]
      evaluationFrequency: 'PT5M'
      windowSize: 'PT15M'
      criteria: {
        'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
        allOf: [
          {
            criterionType: 'StaticThresholdCriterion'
            name: item.name
            metricNamespace: item.namespace
            metricName: item.metric
            timeAggregation: item.aggregation
            operator: item.operator
            threshold: item.threshold
          }
        ]
      }
      actions: [{ actionGroupId: actionGroupId }]
    }
  }
]

// An account does 20,000 operations/s, a partition 2,000: throttling means that a key got hot.
resource throttled 'Microsoft.Insights/metricAlerts@2018-03-01' = [
  for (id, at) in storageIds: {
    name: 'throttled-${at}'
    location: 'global'
    tags: tags
    properties: {
      description: 'Storage turns requests away: more than 100 in a quarter of an hour.'
      severity: 2
      enabled: true
      autoMitigate: true
      scopes: [id]
      evaluationFrequency: 'PT5M'
      windowSize: 'PT15M'
      criteria: {
        'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
        allOf: [
          {
            criterionType: 'StaticThresholdCriterion'
            name: 'throttled'
            metricNamespace: 'Microsoft.Storage/storageAccounts'
            metricName: 'Transactions'
            timeAggregation: 'Total'
            operator: 'GreaterThan'
            threshold: 100
            dimensions: [
              {
                name: 'ResponseType'
                operator: 'Include'
                values: ['ClientThrottlingError', 'ServerBusyError', 'ClientAccountRequestThrottlingError']
              }
            ]
          }
        ]
      }
      actions: [{ actionGroupId: actionGroupId }]
    }
  }
]
