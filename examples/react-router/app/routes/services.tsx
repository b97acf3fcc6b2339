import { CitizenSurvey, CityWeather, CivicSettings, PublicAlerts, WeatherPlace } from 'civic-widgets/react';
import { useState } from 'react';
import { useLoaderData } from 'react-router';
import site from '../../../site.json';

const ZONE = 'Asia/Ho_Chi_Minh';

export async function loader() {
  const { renderWidget } = await import('civic-widgets/server');
  return {
    // The zone too: what stands around a widget is not known while it is drawn.
    alerts: await renderWidget('public-alerts', { lang: 'vi', 'time-zone': ZONE, layout: 'banner' }, site.alerts),
    survey: await renderWidget('citizen-survey', { lang: 'vi', src: '/surveys/tai-quay' }, site.survey),
  };
}

export default function Services() {
  const { alerts, survey } = useLoaderData<typeof loader>();
  const [said, setSaid] = useState('');
  return (
    <CivicSettings timeZone={ZONE}>
      <PublicAlerts
        lang="vi"
        timeZone={ZONE}
        layout="banner"
        html={alerts}
        onCivicLoad={({ detail }) => setSaid(`${detail.data.length} from ${detail.from}`)}
      />
      <CitizenSurvey
        lang="vi"
        src="/surveys/tai-quay"
        html={survey}
        onCivicResponse={({ detail }) => setSaid(`${detail.survey.id}: ${detail.answers['noi']}`)}
      />
      <CityWeather lang="vi" src="/weather">
        <WeatherPlace name="Hà Nội" latitude={21.03} longitude={105.85} />
      </CityWeather>
      <output>{said}</output>
    </CivicSettings>
  );
}
