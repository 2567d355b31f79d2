metadata description = 'What somebody is woken for. Metrics are those of PipelineMetrics; a test holds their names together.'

// A query that gives one row with a number; above the threshold somebody is told. Severity 1: money or people wait; 2: look today.
@export()
var watches = [
  {
    name: 'failed-workflows'
    severity: 1
    description: 'An orchestration failed: somebody\'s case stands still until it is repaired.'
    // Counted by the app: the host's own log of it is sampled.
    query: 'AppMetrics | where Name == "prakerja.workflows.failed" | summarize value = sum(Sum)'
    window: 'PT15M'
    threshold: 0
  }
  {
    name: 'unreadable-rows'
    severity: 2
    description: 'Rows were set aside because they cannot be understood (keys x|…).'
    query: 'AppMetrics | where Name == "prakerja.deadletters" | summarize value = sum(Sum)'
    window: 'PT15M'
    threshold: 0
  }
  {
    name: 'due-dates-failed'
    severity: 2
    description: 'Deadlines could not be worked on; the next sweep tries again.'
    query: 'AppMetrics | where Name == "prakerja.duedates.failed" | summarize value = sum(Sum)'
    window: 'PT6H'
    threshold: 0
  }
  {
    name: 'payments-unknown'
    severity: 1
    description: 'Payments without an outcome for more than a day: ask the bank, do not pay again.'
    query: 'AppMetrics | where Name == "prakerja.payouts.cases" and tostring(Properties.kind) == "unknown" | summarize value = max(Max)'
    window: 'PT2H'
    threshold: 0
  }
  {
    name: 'suspense-not-zero'
    severity: 1
    description: 'Money in suspense: an amount that matches no instruction waits for a person.'
    query: 'AppMetrics | where Name == "prakerja.payouts.cases" and tostring(Properties.kind) == "suspense" | summarize value = max(Max)'
    window: 'PT2H'
    threshold: 0
  }
  {
    name: 'ledger-differs'
    severity: 1
    description: 'The nightly audit found balances that the ledger\'s entries do not make (/api/admin/ledger/audit), or there was none for two days.'
    query: 'AppMetrics | where Name == "prakerja.ledger.differences" | summarize seen = count(), worst = max(Max) | project value = iff(seen == 0, 1.0, worst)'
    window: 'P2D'
    threshold: 0
  }
  {
    name: 'payment-watch-silent'
    severity: 1
    description: 'Nobody counted the payments that wait: the two alerts before this one are blind.'
    query: 'AppMetrics | where Name == "prakerja.payouts.cases" | summarize seen = count() | project value = iff(seen == 0, 1, 0)'
    window: 'PT6H'
    threshold: 0
  }
  {
    name: 'batch-held'
    severity: 1
    description: 'A batch is held and waits for two people to release it.'
    query: 'AppMetrics | where Name == "prakerja.batches.held" | summarize value = max(Max)'
    window: 'PT15M'
    threshold: 0
  }
  {
    name: 'registrations-wait'
    severity: 2
    description: 'An accepted registration has waited more than ten minutes for its account.'
    query: 'AppMetrics | where Name == "prakerja.inbox.age" | summarize value = max(Max)'
    window: 'PT5M'
    threshold: 600
  }
  {
    name: 'complaints-overdue'
    severity: 2
    description: 'Complaints are past the day by which they had to be decided.'
    query: 'AppMetrics | where Name == "prakerja.complaints.overdue" | summarize value = max(Max)'
    window: 'P1D'
    threshold: 0
  }
]
