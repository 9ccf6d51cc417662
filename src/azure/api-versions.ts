/** The newest stable versions that all three clouds are known to serve; raise one only with a reason. */
export const API = {
  cognitiveServices: '2025-06-01',
  machineLearning: '2024-10-01',
  authorization: '2022-04-01',
  policy: '2023-04-01',
  /** There is no stable one. */
  policyExemptions: '2022-07-01-preview',
  activityLog: '2015-04-01',
  locks: '2016-09-01',
  managementGroups: '2020-05-01',
  resourceGraph: '2022-10-01',
} as const;
