metadata description = 'Logs and metrics. Both refuse keys: only identities with a role may write or read.'

param location string
param tags object
param workspaceName string
param insightsName string

@description('Days for which logs are kept; 90 lets an incident be followed over a whole batch and its payouts.')
@minValue(30)
@maxValue(730)
param retentionDays int

@description('Stop to what one day may write, so that a loop of errors cannot cost more than this. GB; -1: none.')
param dailyCapGb int

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-02-01' = {
  name: workspaceName
  location: location
  tags: tags
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: retentionDays
    features: { disableLocalAuth: true }
    workspaceCapping: { dailyQuotaGb: dailyCapGb }
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: insightsName
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    DisableLocalAuth: true
  }
}

output workspaceId string = workspace.id
output connectionString string = insights.properties.ConnectionString
