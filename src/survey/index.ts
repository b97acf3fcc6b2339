/** `civic-widgets/survey`: the data half of `<citizen-survey>`. No DOM, no Lit, no fetch; runs on Node as it does in a browser. */
export type {
  Survey,
  SurveyAnswer,
  SurveyAnswers,
  SurveyChoice,
  SurveyCondition,
  SurveyOption,
  SurveyPhase,
  SurveyQuestion,
  SurveyQuestionKind,
} from './model.ts';
export { surveyPhase } from './model.ts';
export { parseSurvey, type ParseSurveyOptions } from './parse.ts';
export { cleanAnswers, shownQuestions, surveySteps, type SurveyStep } from './rules.ts';
export { looksPersonal, surveyFaults, type PersonalHint, type SurveyFault, type SurveyFaultCode } from './faults.ts';
