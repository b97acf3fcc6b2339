/** A ward's news, made up, with times relative to now. */
import { json, xml, type Answer } from '../.storybook/endpoints.ts';
import hall from './hall.svg?no-inline';
import river from './river.svg?no-inline';

interface Story {
  title: string;
  summary: string;
  category: string;
  hours: number;
  image?: string;
  text?: string;
}

function absolute(url: string): string {
  return new URL(url, document.baseURI).href;
}

const table =
  '<table><caption>Lịch tiếp công dân</caption><tr><th>Ngày</th><th>Giờ</th><th>Người tiếp</th><th>Phòng</th></tr><tr><td>Thứ Ba</td><td>8:00–11:30</td><td>Chủ tịch Ủy ban nhân dân phường</td><td>Phòng tiếp công dân, tầng 1</td></tr><tr><td>Thứ Năm</td><td>14:00–17:00</td><td>Phó Chủ tịch phụ trách đất đai, xây dựng</td><td>Phòng 203</td></tr></table>';

const ward: readonly Story[] = [
  {
    title: 'Từ tháng này, Trung tâm Phục vụ hành chính công phường làm việc cả sáng thứ Bảy',
    summary:
      'Người dân bận giờ hành chính có thể nộp hồ sơ và nhận kết quả vào sáng thứ Bảy hằng tuần, từ 8 giờ đến 11 giờ 30.',
    category: 'Thông báo',
    hours: 2,
    image: hall,
    text: `<p>Bắt đầu từ tuần này, Trung tâm Phục vụ hành chính công phường làm việc thêm sáng thứ Bảy hằng tuần, từ 8 giờ đến 11 giờ 30.</p><h2>Thủ tục được tiếp nhận</h2><ul><li>Chứng thực bản sao, chữ ký</li><li>Đăng ký khai sinh, khai tử, kết hôn</li><li>Đăng ký thường trú, tạm trú</li></ul><p>Hồ sơ nộp trực tuyến trên <a href="/dich-vu-cong">cổng dịch vụ công</a> được trả kết quả theo giờ hẹn.</p><h2>Lịch tiếp công dân</h2>${table}<blockquote><p>Mỗi giờ làm thêm của cán bộ là một buổi nghỉ làm mà người dân không phải xin.</p></blockquote><p><img src="${absolute(river)}" width="600" height="400" alt="Bến sông buổi chiều"></p>`,
  },
  {
    title: 'Thông báo lịch cắt nước để sửa chữa đường ống cấp nước trên địa bàn tổ dân phố số 4, 5 và 6',
    summary: 'Nước ngừng cấp từ 22 giờ hôm nay đến 5 giờ sáng mai. Đề nghị các hộ dân dự trữ nước sinh hoạt.',
    category: 'Thông báo',
    hours: 7,
  },
  {
    title: 'Ngày hội đọc sách bên sông',
    summary:
      'Hơn ba trăm em nhỏ cùng phụ huynh tham gia đổi sách cũ lấy cây xanh và nghe kể chuyện về lịch sử vùng đất.',
    category: 'Tin tức',
    hours: 27,
    image: river,
  },
  {
    title: 'Lấy ý kiến nhân dân về phương án cải tạo vườn hoa trung tâm',
    summary:
      'Bản vẽ ba phương án được trưng bày tại nhà văn hoá phường đến hết ngày 30. Mỗi người dân có thể góp ý trực tiếp hoặc gửi phiếu.',
    category: 'Tin tức',
    hours: 55,
    image: hall,
  },
  {
    title: 'Khám sức khoẻ miễn phí cho người cao tuổi',
    summary: 'Trạm y tế phường khám tổng quát, đo loãng xương và tư vấn dinh dưỡng cho người từ 60 tuổi trở lên.',
    category: 'Y tế',
    hours: 80,
  },
  {
    title: 'Kết quả giải quyết thủ tục hành chính quý này',
    summary: 'Tỷ lệ hồ sơ đúng và trước hạn đạt 99,2%; thời gian chờ trung bình tại quầy giảm còn 9 phút.',
    category: 'Tin tức',
    hours: 130,
  },
];

/** RSS of these stories; `more` of them are counted up. */
export function rss(
  stories: readonly Story[] = ward,
  { title = 'Tin tức phường', origin = 'https://phuong.example' } = {},
): Answer {
  const items = stories.map(({ title, summary, category, hours, image, text }, i) => {
    const media = image ? `<media:content url="${absolute(image)}" medium="image" width="600" height="400"/>` : '';
    const body = text ?? `<p>${summary}</p>`;
    return `<item><title>${title}</title><link>${origin}/tin/${i + 1}</link><guid>${origin}/tin/${i + 1}</guid><pubDate>${new Date(Date.now() - hours * 3_600_000).toUTCString()}</pubDate><category>${category}</category><dc:creator>Văn phòng</dc:creator><description>${summary}</description><content:encoded><![CDATA[${body}]]></content:encoded>${media}</item>`;
  });
  return xml(
    `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>${title}</title><link>${origin}/</link><language>vi</language>${items.join('')}</channel></rss>`,
  );
}

/** `count` items, for pages and speed. */
export const many = (count: number): Answer =>
  rss(
    Array.from({ length: count }, (_, i) => ({
      ...ward[i % ward.length]!,
      title: `${i + 1}. ${ward[i % ward.length]!.title}`,
      hours: i * 5,
    })),
  );

/** Another source, which has one story of the ward's as well. */
export const district = (): Answer =>
  rss(
    [
      {
        title: 'Thành phố mở thêm ba tuyến xe buýt điện',
        summary: 'Các tuyến mới nối khu dân cư với ga đường sắt đô thị.',
        category: 'Giao thông',
        hours: 1,
      },
      {
        title: 'Tuyển sinh lớp 6: những điều cần biết',
        summary: 'Hồ sơ nộp trực tuyến trong mười ngày.',
        category: 'Giáo dục',
        hours: 30,
      },
    ],
    { title: 'Cổng thông tin thành phố', origin: 'https://city.example' },
  );

/** What sites really send: no titles, no dates, pictures that fail, markup in titles, very long words. */
export const odd = (): Answer =>
  json({
    items: [
      {
        id: '1',
        summary: 'Tin này không có tiêu đề: mấy chữ đầu của tóm tắt đứng thay, và phần còn lại vẫn đọc được ở dưới.',
      },
      {
        id: '2',
        title: 'Ảnh không tải được',
        url: '/2',
        image: { url: absolute('/no-such-picture.jpg') },
        published: '2021-07-13T07:21:00Z',
      },
      {
        id: '3',
        title: '<b>Thẻ</b> trong tiêu đề & “ngoặc kép” <script>alert(1)</script>',
        url: '/3',
        summary: '<p>Chữ, không phải thẻ.</p>',
      },
      { id: '4', title: `Từ rất dài: ${'nghiêng'.repeat(20)}`, url: '/4', published: 'một ngày đẹp trời' },
      {
        id: '5',
        title: 'Liên kết xấu thì không thành liên kết',
        url: 'javascript:alert(1)',
        summary: 'Chỉ http và https.',
      },
    ],
  });
