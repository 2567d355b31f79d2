metadata description = 'Photos of KTPs go after the legal term, and what erasure or replacement deleted goes soon after.'

param accountName string

@description('Container of KTP photos and selfies.')
param container string

@description('Days from upload to deletion.')
param retentionDays int

@description('Days for which versions of published files are kept; a photo\'s go with the soft-delete term.')
param versionDays int
param softDeleteDays int

resource account 'Microsoft.Storage/storageAccounts@2025-01-01' existing = {
  name: accountName
}

resource policy 'Microsoft.Storage/storageAccounts/managementPolicies@2025-01-01' = {
  parent: account
  name: 'default'
  properties: {
    policy: {
      rules: [
        {
          name: 'photos-after-the-legal-term'
          type: 'Lifecycle'
          enabled: true
          definition: {
            filters: {
              blobTypes: ['blockBlob']
              prefixMatch: ['${container}/']
              blobIndexMatch: [{ name: 'retention', op: '==', value: 'legal-term' }]
            }
            actions: { baseBlob: { delete: { daysAfterCreationGreaterThan: retentionDays } } }
          }
        }
        {
          // Tags filter base blobs only, so old versions have a rule of their own. An erased photo must be gone, not merely hidden.
          name: 'erased-photos'
          type: 'Lifecycle'
          enabled: true
          definition: {
            filters: {
              blobTypes: ['blockBlob']
              prefixMatch: ['${container}/']
            }
            actions: { version: { delete: { daysAfterCreationGreaterThan: softDeleteDays } } }
          }
        }
        {
          name: 'old-versions'
          type: 'Lifecycle'
          enabled: true
          definition: {
            filters: { blobTypes: ['blockBlob'] }
            actions: { version: { delete: { daysAfterCreationGreaterThan: versionDays } } }
          }
        }
      ]
    }
  }
}
