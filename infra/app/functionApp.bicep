metadata description = 'The app on Flex Consumption: scales by function, leaves through the virtual network, is entered through Front Door.'

param location string
param tags object
param token string

@description('Name of the azd service whose code runs here.')
param service string
param identityId string
param subnetId string

@description('Where the deployed package lies: https://{account}.blob.../{container}.')
param packageContainerUrl string

@description('Id that Front Door puts into every request; others are turned away.')
param frontDoorId string

@description('Settings by name.')
param settings { *: string }

@allowed([512, 2048, 4096])
param instanceMemoryMB int

@description('Instances at most, of every group of functions together.')
@minValue(40)
@maxValue(1000)
param maximumInstances int

@description('HTTP requests at once that make an instance full.')
param requestsPerInstance int

@description('Instances that always run: for HTTP and for workflows.')
param alwaysReady { http: int, durable: int }

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: 'plan-${token}'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: 'func-${token}'
  location: location
  tags: union(tags, { 'azd-service-name': service })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    virtualNetworkSubnetId: subnetId
    keyVaultReferenceIdentity: identityId
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: packageContainerUrl
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      runtime: {
        name: 'dotnet-isolated'
        version: '10.0'
      }
      // HTTP, durable functions and each Service Bus queue scale apart from one another: that is the plan's own rule.
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstances
        alwaysReady: [
          {
            name: 'http'
            instanceCount: alwaysReady.http
          }
          {
            name: 'durable'
            instanceCount: alwaysReady.durable
          }
        ]
        triggers: { http: { perInstanceConcurrency: requestsPerInstance } }
      }
      // Instances drain and are replaced in turn. A second app beside this one would take half of its messages and workflows.
      #disable-next-line BCP037 // Documented (Azure Functions, "Site update strategies in Flex Consumption") but not yet in Azure's type index.
      siteUpdateStrategy: { type: 'RollingUpdate' }
    }
    siteConfig: {
      minTlsVersion: '1.2'
      http20Enabled: true
      ipSecurityRestrictionsDefaultAction: 'Deny'
      ipSecurityRestrictions: [
        {
          name: 'front-door'
          priority: 100
          action: 'Allow'
          tag: 'ServiceTag'
          ipAddress: 'AzureFrontDoor.Backend'
          headers: { 'x-azure-fdid': [frontDoorId] }
        }
      ]
      // Deployments come in here, with a token of Entra ID only (passwords are off below).
      scmIpSecurityRestrictionsUseMain: false
      scmIpSecurityRestrictionsDefaultAction: 'Allow'
    }
  }

  resource configuration 'config' = {
    name: 'appsettings'
    properties: settings
  }

  resource ftpPasswords 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }

  resource deploymentPasswords 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }
}

output name string = app.name
output host string = app.properties.defaultHostName
