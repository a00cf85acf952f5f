import { access } from './ru-access';
import { ownProject } from './ru-own-project';
import { staffing } from './ru-team';

/** Words of the settings' pages; loaded with them. */
export const administrationWords = {
  administration: { learn: 'Подробнее' },
  ...staffing,
  ...ownProject,
  ...access,
};
