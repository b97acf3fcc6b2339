import type { ReactNode } from 'react';
import { Link, Links, Meta, Outlet, Scripts } from 'react-router';

export function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="vi">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>civic-widgets in React Router</title>
        <Meta />
        <Links />
      </head>
      <body>
        <nav>
          <Link to="/">Tin tức</Link> <Link to="/polls">Thăm dò</Link> <Link to="/services">Dịch vụ</Link>
        </nav>
        {children}
        <Scripts />
      </body>
    </html>
  );
}

export default function App() {
  return <Outlet />;
}
