import type { outlook as source } from '../en/weather-outlook.ts';
import type { Translation } from '../texts.ts';

export const outlook: Translation<typeof source> = {
  'for-place': '{place}: {outlook}',
  join: '{first} {next}',
  tomorrow: '{time} ngày mai',
  'rain.between': 'Mưa từ khoảng {from} đến {to}.',
  'rain.from': 'Mưa từ khoảng {from}.',
  'rain.until': 'Mưa đến khoảng {to}.',
  'storm.between': 'Có dông từ khoảng {from} đến {to}.',
  'storm.from': 'Có dông từ khoảng {from}.',
  'storm.until': 'Có dông đến khoảng {to}.',
  'snow.between': 'Tuyết rơi từ khoảng {from} đến {to}.',
  'snow.from': 'Tuyết rơi từ khoảng {from}.',
  'snow.until': 'Tuyết rơi đến khoảng {to}.',
  'wind.between': 'Gió mạnh từ khoảng {from} đến {to}.',
  'wind.from': 'Gió mạnh từ khoảng {from}.',
  'wind.until': 'Gió mạnh đến khoảng {to}.',
  'wind.morning': 'Buổi sáng có gió mạnh.',
  'wind.afternoon': 'Buổi chiều có gió mạnh.',
  'wind.evening': 'Buổi tối có gió mạnh.',
  'wind.night': 'Ban đêm có gió mạnh.',
  'dry.until': 'Không mưa đến khoảng {to}.',
  'dry.all': 'Không mưa trong 24 giờ tới.',
  'high.today': 'Hôm nay cao nhất {temperature}.',
  'high.tomorrow': 'Ngày mai cao nhất {temperature}.',
};
