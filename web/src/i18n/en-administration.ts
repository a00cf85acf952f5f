import { access } from './en-access';
import { ownProject } from './en-own-project';
import { staffing } from './en-team';

/** Words of the settings' pages; loaded with them. */
export const administrationWords = {
  administration: { learn: 'Read more' },
  ...staffing,
  ...ownProject,
  ...access,
};
