metadata description = 'Firewall before the app: Microsoft\'s managed rules, bots, and limits per client address.'

param tags object
param token string

@allowed(['Standard_AzureFrontDoor', 'Premium_AzureFrontDoor'])
param sku string

@description('''
Requests a minute from one address. Generous, because Indonesian mobile networks put thousands of people behind one address (carrier-grade NAT);
what one person or device may do is counted by the pipeline itself.
''')
param requestsPerMinute int

@description('Registrations and log-ins a minute from one address.')
param entriesPerMinute int

// Not asked: by which methods (911100) and with which media types (920420) the app may be called. The rules' own lists come from the OWASP Core Rule
// Set, which has neither PUT nor image/jpeg nor text/csv: photos and files of offices would be turned away. The app answers 405 and 415 itself.
var managed = sku == 'Premium_AzureFrontDoor'

resource policy 'Microsoft.Network/FrontDoorWebApplicationFirewallPolicies@2025-03-01' = {
  name: 'waf${token}'
  location: 'global'
  tags: tags
  sku: { name: sku }
  properties: {
    policySettings: {
      enabledState: 'Enabled'
      mode: 'Prevention'
      requestBodyCheck: 'Enabled'
    }
    customRules: {
      rules: [
        {
          name: 'entries'
          priority: 10
          ruleType: 'RateLimitRule'
          action: 'Block'
          enabledState: 'Enabled'
          rateLimitDurationInMinutes: 1
          rateLimitThreshold: entriesPerMinute
          groupBy: [{ variableName: 'SocketAddr' }]
          matchConditions: [
            {
              matchVariable: 'RequestMethod'
              operator: 'Equal'
              matchValue: ['POST']
            }
            {
              matchVariable: 'RequestUri'
              operator: 'RegEx'
              matchValue: ['/api/(accounts|sessions)']
              transforms: ['Lowercase', 'UrlDecode']
            }
          ]
        }
        {
          name: 'everything'
          priority: 20
          ruleType: 'RateLimitRule'
          action: 'Block'
          enabledState: 'Enabled'
          rateLimitDurationInMinutes: 1
          rateLimitThreshold: requestsPerMinute
          groupBy: [{ variableName: 'SocketAddr' }]
          matchConditions: [
            {
              matchVariable: 'RequestUri'
              operator: 'Any'
              matchValue: []
            }
          ]
        }
      ]
    }
    managedRules: {
      managedRuleSets: managed
        ? [
            {
              ruleSetType: 'Microsoft_DefaultRuleSet'
              ruleSetVersion: '2.1'
              ruleSetAction: 'Block'
              ruleGroupOverrides: [
                {
                  ruleGroupName: 'METHOD-ENFORCEMENT'
                  rules: [{ ruleId: '911100', enabledState: 'Disabled' }]
                }
                {
                  ruleGroupName: 'PROTOCOL-ENFORCEMENT'
                  rules: [{ ruleId: '920420', enabledState: 'Disabled' }]
                }
              ]
            }
            {
              ruleSetType: 'Microsoft_BotManagerRuleSet'
              ruleSetVersion: '1.1'
            }
          ]
        : []
    }
  }
}

output id string = policy.id
