export const settings = {
  settings: {
    title: 'Settings',
    sections: 'Sections of the settings',
    project: 'Project',
    channels: 'Channels',
    team: 'Team',
    departments: 'Departments',
    api: 'API',
    audit: 'Audit log',
    onlyAdmins: 'Only the owner and administrators change this.',
  },
  team: { title: 'Team' },
};
