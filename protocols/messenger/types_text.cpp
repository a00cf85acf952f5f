#include "protocols/messenger/types.hpp"

#include <array>

namespace switchboard::protocols::facebook {

namespace {

constexpr std::array permission_examples{
    words{"Рассылаем 2 раза в неделю новости в бизнес-сфере по теме",
          "Twice a week we send business news on the topic"},
    words{"Отправляем нашим клиентам напоминания и новости по продукту, который они купили",
          "We send our clients reminders and news on the product they bought"},
    words{"Рассылаем нашим ученикам полезный контент и напоминания о мероприятиях, на которые они "
          "зарегистрировались",
          "We send our students useful content and reminders of events they signed up for"},
};
constexpr std::array productivity_examples{
    words{"Напоминания о сроках сервисного обслуживания или оплате",
          "Reminders of maintenance dates or payment"},
    words{"Отчёты и рекомендации", "Reports and recommendations"},
};
constexpr std::array reminder_examples{
    words{"Вебинар уже через час. Вы с нами?", "The webinar starts in an hour. Are you with us?"},
    words{"Ближайшее мероприятие пройдёт 20-го числа", "The next event is on the 20th"},
};
constexpr std::array event_examples{
    words{"Конференция начнётся через час. Поспешите",
          "The conference starts in an hour. Hurry up"},
    words{"Место проведения мероприятия изменено", "The venue has changed"},
    words{"Вебинар отменён", "The webinar is cancelled"},
};
constexpr std::array delivery_examples{
    words{"Ваш заказ уже в пути", "Your order is on its way"},
    words{"Посылка прибыла", "Your parcel has arrived"},
    words{"Курьер задерживается на 15 минут", "The courier is 15 minutes late"},
};
constexpr std::array application_examples{
    words{"Ваша заявка взята в работу", "Your application is being processed"},
    words{"Ваша заявка одобрена", "Your application is approved"},
};
constexpr std::array match_examples{
    words{"Мы подобрали квартиру по вашему запросу", "We found a flat that matches your request"},
    words{"Доступно место на парковке", "A parking place is free"},
};
constexpr std::array transaction_examples{
    words{"Квитанция об оплате", "Receipt of your payment"},
    words{"Товар закончился", "The goods are sold out"},
    words{"Ваш платёж принят в обработку", "Your payment is being processed"},
};
constexpr std::array payment_examples{
    words{"Напоминаем об оплате", "A reminder of your payment"},
    words{"Подтвердите перевод средств", "Please confirm the transfer"},
    words{"Вам зачислен платёж", "A payment was credited to you"},
};
constexpr std::array booking_examples{
    words{"Ваша аренда подтверждена", "Your rental is confirmed"},
    words{"Изменился маршрут экскурсии", "The route of the tour has changed"},
    words{"Бронирование в отеле отменено", "The hotel reservation is cancelled"},
};
constexpr std::array appointment_examples{
    words{"Ваш приём переносится на 12:00", "Your appointment is moved to 12:00"},
    words{"Место приёма изменено", "The place of your appointment has changed"},
    words{"Приём отменён", "The appointment is cancelled"},
};
constexpr std::array game_examples{
    words{"Начинается еженедельный турнир", "The weekly tournament begins"},
    words{"Через полчаса начнётся матч", "The match starts in half an hour"},
    words{"Произошло событие в игре", "Something happened in the game"},
};
constexpr std::array transport_examples{
    words{"Ваш рейс задерживается", "Your flight is delayed"},
    words{"Ваш автомобиль прибыл в место назначения", "Your car has arrived at its destination"},
    words{"Обновление расписания движения автобуса 113", "New timetable of bus 113"},
};
constexpr std::array community_examples{
    words{"Запрос проверки безопасности. Подтвердите права администратора",
          "Safety check requested. Please confirm your administrator rights"},
};
constexpr std::array account_examples{
    words{"Ваш пароль изменён", "Your password was changed"},
    words{"Профиль обновлён", "Your profile was updated"},
};
constexpr std::array news_examples{
    words{"Теперь вы можете подать заявку прямо в чате", "You can now apply right in the chat"},
    words{"С 01.08 вы можете подбирать и заказывать товары прямо в боте",
          "From 1 August you can choose and order goods right in the bot"},
};

constexpr std::array<message_type, 16> all_types{{
    {"page_permission",
     {"У меня есть разрешение на периодические рассылки для своей страницы",
      "My page has the permission for periodic messages"},
     {"Выберите этот вариант, если вы получили одобрение вашей заявки на уровне страницы. Если "
      "разрешения нет, выберите один из других типов.",
      "Choose this if your page's application was approved. Without the permission choose one of "
      "the other types."},
     permission_examples,
     "NON_PROMOTIONAL_SUBSCRIPTION"},
    {"business_productivity",
     {"Бизнес-продуктивность", "Business productivity"},
     {"Нерекламные сообщения, которые уведомляют пользователей ваших сервисов и продуктов.",
      "Messages without promotion that inform the users of your services and products."},
     productivity_examples,
     "BUSINESS_PRODUCTIVITY"},
    {"event_reminder",
     {"Напоминание о событиях", "Event reminder"},
     {"Напоминания о мероприятиях, которые собирается посетить пользователь.",
      "Reminders of events that the person is going to attend."},
     reminder_examples,
     "CONFIRMED_EVENT_REMINDER"},
    {"event_change",
     {"Изменение статуса мероприятия", "Change of an event"},
     {"Уведомления о мероприятии, на которое у пользователя есть билет.",
      "Notices of an event that the person has a ticket for."},
     event_examples,
     "TICKET_UPDATE"},
    {"delivery",
     {"Уведомления о доставке заказа", "Delivery of an order"},
     {"Уведомления о статусе доставки приобретённого товара.",
      "Notices of how the delivery of bought goods goes."},
     delivery_examples,
     "SHIPPING_UPDATE"},
    {"application_status",
     {"Обновление статуса заявки", "Status of an application"},
     {"Сообщения об обновлениях статуса заявки.",
      "Messages on changes of an application's status."},
     application_examples,
     "APPLICATION_UPDATE"},
    {"match_found",
     {"Найдено совпадение", "A match was found"},
     {"Уведомления о том, что есть совпадение по ранее отправленному запросу.",
      "Notices that something matches a request made before."},
     match_examples,
     "PAIRING_UPDATE"},
    {"existing_transactions",
     {"Уведомления о существующих транзакциях", "Existing transactions"},
     {"Уведомления о существующих платежах или транзакциях пользователя.",
      "Notices of the person's existing payments or transactions."},
     transaction_examples,
     "PAYMENT_UPDATE"},
    {"payment_reminders",
     {"Напоминания об оплатах и финансовых операциях", "Reminders of payments"},
     {"Уведомления о платеже или транзакции пользователя.",
      "Notices of a payment or a transaction of the person."},
     payment_examples,
     "PERSONAL_FINANCE_UPDATE"},
    {"booking",
     {"Бронирование и резервация", "Booking and reservation"},
     {"Уведомления о статусе бронирования или резервации.",
      "Notices of the status of a booking or reservation."},
     booking_examples,
     "RESERVATION_UPDATE"},
    {"appointment",
     {"Уведомления о записи на приём", "Appointments"},
     {"Изменения в существующей записи на приём.", "Changes of an existing appointment."},
     appointment_examples,
     "APPOINTMENT_UPDATE"},
    {"game_and_sport",
     {"Уведомления в игре и спортивных мероприятиях", "Games and sport"},
     {"Сообщения об изменениях или событиях в игре или спортивном мероприятии.",
      "Messages on changes or happenings in a game or a sports event."},
     game_examples,
     "GAME_EVENT"},
    {"transport",
     {"Расписание транспорта или изменения в маршруте", "Transport timetable or route changes"},
     {"Уведомления об изменениях в расписании и маршруте транспорта пользователя.",
      "Notices of changes in the timetable or the route of the person's transport."},
     transport_examples,
     "TRANSPORTATION_UPDATE"},
    {"community_alert",
     {"Оповещение сообществ", "Community alert"},
     {"Рассылки о чрезвычайной или рутинной ситуации в вашем сообществе.",
      "Messages on an emergency or an everyday matter in your community."},
     community_examples,
     "COMMUNITY_ALERT"},
    {"account_update",
     {"Обновление в аккаунте пользователя", "Account update"},
     {"Сообщения об изменениях в аккаунте пользователя.",
      "Messages on changes of the person's account."},
     account_examples,
     "ACCOUNT_UPDATE"},
    {"bot_news",
     {"Новости вашего бота", "News of your bot"},
     {"Уведомления о новых возможностях вашего бота.", "Notices of what your bot can do newly."},
     news_examples,
     "FEATURE_FUNCTIONALITY_UPDATE"},
}};

} // namespace

std::span<const message_type> message_types() { return all_types; }

} // namespace switchboard::protocols::facebook
