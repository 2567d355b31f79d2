metadata description = 'Front Door: what it passes on, and what its firewall lets through.'

param token string
param profileName string
param endpointName string

@description('Name of the resource for the programme\'s own host name, and whether there is one.')
param domainName string
param hasDomain bool

@description('Host name of the app.')
param appHost string
param policyId string

resource profile 'Microsoft.Cdn/profiles@2025-06-01' existing = {
  name: profileName

  resource endpoint 'afdEndpoints' existing = {
    name: endpointName
  }

  resource domain 'customDomains' existing = if (hasDomain) {
    name: domainName
  }
}

resource group 'Microsoft.Cdn/profiles/originGroups@2025-06-01' = {
  parent: profile
  name: 'app'
  properties: {
    loadBalancingSettings: {
      sampleSize: 4
      successfulSamplesRequired: 2
      additionalLatencyInMilliseconds: 50
    }
    // Some 200 edge sites ask: every two minutes is 6 million requests a month already.
    healthProbeSettings: {
      probePath: '/api/health/ready'
      probeProtocol: 'Https'
      probeRequestType: 'GET'
      probeIntervalInSeconds: 120
    }
  }

  resource app 'origins' = {
    name: 'app'
    properties: {
      hostName: appHost
      originHostHeader: appHost
      httpsPort: 443
      enforceCertificateNameCheck: true
      enabledState: 'Enabled'
      priority: 1
      weight: 1000
    }
  }
}

resource route 'Microsoft.Cdn/profiles/afdEndpoints/routes@2025-06-01' = {
  parent: profile::endpoint
  name: 'all'
  properties: {
    originGroup: { id: group.id }
    customDomains: hasDomain ? [{ id: profile::domain.id }] : []
    patternsToMatch: ['/*']
    supportedProtocols: ['Http', 'Https']
    forwardingProtocol: 'HttpsOnly'
    httpsRedirect: 'Enabled'
    linkToDefaultDomain: hasDomain ? 'Disabled' : 'Enabled'
    enabledState: 'Enabled'
  }
  dependsOn: [group::app]
}

resource security 'Microsoft.Cdn/profiles/securityPolicies@2025-06-01' = {
  parent: profile
  name: 'firewall-${token}'
  properties: {
    parameters: {
      type: 'WebApplicationFirewall'
      wafPolicy: { id: policyId }
      associations: [
        {
          domains: concat([{ id: profile::endpoint.id }], hasDomain ? [{ id: profile::domain.id }] : [])
          patternsToMatch: ['/*']
        }
      ]
    }
  }
}
