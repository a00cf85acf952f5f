export const settings = {
  settings: {
    title: 'Настройки',
    sections: 'Разделы настроек',
    project: 'Проект',
    channels: 'Каналы',
    team: 'Команда',
    departments: 'Отделы',
    api: 'API',
    audit: 'Журнал',
    onlyAdmins: 'Это меняют только владелец и администраторы.',
  },
  team: { title: 'Команда' },
};
