import { index, route, type RouteConfig } from '@react-router/dev/routes';

export default [
  index('routes/news.tsx'),
  route('polls', 'routes/polls.tsx'),
  route('services', 'routes/services.tsx'),
] satisfies RouteConfig;
