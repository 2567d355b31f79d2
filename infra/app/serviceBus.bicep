metadata description = 'Queues of ids and hints. What may not be lost is in the tables before a message is sent.'

param location string
param tags object
param name string

@description('''
Premium is what the nation runs on. A registration costs three operations (send, receive, complete): 4,000/s at the peak, where Standard
throttles a namespace at 1,000 credits/s; and only Premium can be taken off the public network. Standard is for trying things out.
''')
@allowed(['Standard', 'Premium'])
param sku string

@description('Messaging units of Premium; one takes several thousand small messages a second.')
@allowed([1, 2, 4, 8, 16])
param units int

@description('Names as the pipeline uses them.')
param queues string[]
param subnetId string

var isPremium = sku == 'Premium'

resource namespace 'Microsoft.ServiceBus/namespaces@2024-01-01' = {
  name: name
  location: location
  tags: tags
  sku: {
    name: sku
    tier: sku
    capacity: isPremium ? units : null
  }
  properties: {
    disableLocalAuth: true
    minimumTlsVersion: '1.2'
    premiumMessagingPartitions: isPremium ? 1 : null
    publicNetworkAccess: isPremium ? 'Disabled' : 'Enabled'
  }
}

// The terms of the queue port (Ports/QueueLimits.cs): every adapter keeps the same.
resource entity 'Microsoft.ServiceBus/namespaces/queues@2024-01-01' = [
  for queue in queues: {
    parent: namespace
    name: queue
    properties: {
      requiresDuplicateDetection: true
      duplicateDetectionHistoryTimeWindow: 'PT10M'
      maxDeliveryCount: 10
      lockDuration: 'PT1M'
      deadLetteringOnMessageExpiration: true
      defaultMessageTimeToLive: 'P14D'
      maxSizeInMegabytes: 5120
    }
  }
]

module endpoint 'privateEndpoint.bicep' = if (isPremium) {
  name: '${name}-namespace'
  params: {
    location: location
    tags: tags
    subnetId: subnetId
    serviceName: namespace.name
    serviceId: namespace.id
    group: 'namespace'
    zone: 'privatelink.servicebus.windows.net'
  }
}

output id string = namespace.id
output host string = '${namespace.name}.servicebus.windows.net'
