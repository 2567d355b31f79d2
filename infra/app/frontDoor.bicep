metadata description = 'Front Door: the profile and its public name. What lies behind it is in frontDoorRoute.bicep, since the app must know this first.'

param tags object
param name string
param endpointName string

@description('Name of the resource for the programme\'s own host name.')
param domainName string

@description('Premium has the managed rules and the bot rules of the firewall; Standard only rate limits.')
@allowed(['Standard_AzureFrontDoor', 'Premium_AzureFrontDoor'])
param sku string

@description('Public name of the programme\'s own; empty: Front Door\'s.')
param customDomain string

resource profile 'Microsoft.Cdn/profiles@2025-06-01' = {
  name: name
  location: 'global'
  tags: tags
  sku: { name: sku }
  properties: { originResponseTimeoutSeconds: 60 }

  resource endpoint 'afdEndpoints' = {
    name: endpointName
    location: 'global'
    tags: tags
    properties: { enabledState: 'Enabled' }
  }

  resource domain 'customDomains' = if (!empty(customDomain)) {
    name: domainName
    properties: {
      hostName: customDomain
      tlsSettings: {
        certificateType: 'ManagedCertificate'
        minimumTlsVersion: 'TLS12'
      }
    }
  }
}

output profileId string = profile.id
output frontDoorId string = profile.properties.frontDoorId
output origin string = 'https://${empty(customDomain) ? profile::endpoint.properties.hostName : customDomain}'
