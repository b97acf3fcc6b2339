/** What must not compile. */
import { CitizenPoll, CitizenSurvey, DistrictNews, PublicAlerts } from 'civic-widgets/react';

export const wrong = [
  // @ts-expect-error no such event
  <DistrictNews onCivicLod={() => undefined} />,
  // @ts-expect-error news have no votes
  <DistrictNews onCivicVote={() => undefined} />,
  // @ts-expect-error no such property
  <DistrictNews layuot="list" />,
  // @ts-expect-error no such layout
  <PublicAlerts layout="table" />,
  // @ts-expect-error a vote has choices
  <CitizenPoll onCivicVote={({ detail }) => detail.answers} />,
  // @ts-expect-error a response has answers
  <CitizenSurvey onCivicResponse={({ detail }) => detail.choices} />,
];
