import Link from 'next/link';
import type { ReactNode } from 'react';

export const metadata = { title: 'civic-widgets in Next.js' };

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="vi">
      <body>
        <nav>
          <Link href="/">Tin tức</Link> <Link href="/polls/">Thăm dò</Link>
        </nav>
        {children}
      </body>
    </html>
  );
}
