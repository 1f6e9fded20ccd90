import { hydrateRoot } from 'react-dom/client';
import { Layout } from './layout.jsx';

hydrateRoot(document, <Layout />);
