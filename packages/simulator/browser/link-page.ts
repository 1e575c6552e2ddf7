import './link-page.css';
import { submitOnce } from './submit-once.ts';

/** The page of a payment link works without a script; with one, a second press pays nothing. */

submitOnce();
