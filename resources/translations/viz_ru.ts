<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ru_RU">
<context>
    <name>viz::AboutSection</name>
    <message>
        <source>Show the licences</source>
        <translation>Показать лицензии</translation>
    </message>
    <message>
        <source>About</source>
        <translation>О программе</translation>
    </message>
    <message>
        <source>Viz %1 is free software under the MIT licence.</source>
        <translation>Viz %1 — свободная программа под лицензией MIT.</translation>
    </message>
    <message>
        <source>It uses Qt %1 under the LGPL, version 3, and other libraries. You may replace them with versions of your own.</source>
        <translation>В ней работают Qt %1 под лицензией LGPL версии 3 и другие библиотеки. Их можно заменить своими версиями.</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>Библиотека</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Лицензия</translation>
    </message>
</context>
<context>
    <name>viz::AddressStep</name>
    <message>
        <source>%1 Viz keeps trying.</source>
        <translation>%1 Viz продолжает проверять.</translation>
    </message>
    <message>
        <source>%1 Its certificate is not trusted, so the address alone is not enough to ring here.</source>
        <translation>%1 Сертификату адреса нет доверия, поэтому позвонить сюда можно только по приглашению, а не по одному адресу.</translation>
    </message>
    <message>
        <source>Address of the tunnel</source>
        <translation>Адрес туннеля</translation>
    </message>
    <message>
        <source>Viz tests the address from outside.</source>
        <translation>Viz проверяет адрес снаружи.</translation>
    </message>
    <message>
        <source>Viz fills it in as soon as the tunnel names it.</source>
        <translation>Viz подставит адрес, как только туннель его назовёт.</translation>
    </message>
    <message>
        <source>Until then, the invite works only on this computer.</source>
        <translation>Пока адреса нет, приглашение действует только на этом компьютере.</translation>
    </message>
    <message>
        <source>Clear the address</source>
        <translation>Очистить адрес</translation>
    </message>
</context>
<context>
    <name>viz::AlertWords</name>
    <message>
        <source>Reconnecting … %1</source>
        <translation>Восстанавливаем связь … %1</translation>
    </message>
    <message>
        <source>Back after %1.</source>
        <translation>Связь вернулась через %1.</translation>
    </message>
    <message>
        <source>The tunnel lets only few messages through.</source>
        <translation>Туннель пропускает лишь немного сообщений.</translation>
    </message>
    <message>
        <source>The connection stutters.</source>
        <translation>Связь прерывается.</translation>
    </message>
    <message>
        <source>Weak network: quality lowered.</source>
        <translation>Слабая сеть: качество звука снижено.</translation>
    </message>
    <message>
        <source>Viz dials again by itself. You need not do anything.</source>
        <translation>Viz сам перезванивает. Делать ничего не нужно.</translation>
    </message>
    <message>
        <source>The other side dials again by itself. Their place is kept for two minutes.</source>
        <translation>Программа собеседника перезванивает сама. Место для него сохраняется две минуты.</translation>
    </message>
    <message>
        <source>So Viz puts more of your voice into each. The other side hears you a third of a second later.</source>
        <translation>Поэтому Viz кладёт в каждое больше речи. Собеседник слышит вас на треть секунды позже.</translation>
    </message>
    <message>
        <source>A second connection can bridge the gaps. It takes twice the data.</source>
        <translation>Второе соединение может закрыть пропуски. Данных уходит вдвое больше.</translation>
    </message>
    <message>
        <source>It howled, so your microphone was muted.</source>
        <translation>Возник вой, поэтому ваш микрофон выключен.</translation>
    </message>
    <message>
        <source>Nothing comes from your microphone.</source>
        <translation>С вашего микрофона ничего не слышно.</translation>
    </message>
    <message>
        <source>%1 does not hear you now.</source>
        <translation>%1 сейчас вас не слышит.</translation>
    </message>
    <message>
        <source>You are talking, but you are muted.</source>
        <translation>Вы говорите, но микрофон выключен.</translation>
    </message>
    <message>
        <source>You are talking, but nobody hears it.</source>
        <translation>Вы говорите, но этого никто не слышит.</translation>
    </message>
    <message>
        <source>Your microphone heard your loudspeaker. Put on headphones or turn the volume down, then unmute.</source>
        <translation>Микрофон услышал ваш динамик. Наденьте наушники или убавьте громкость, затем включите микрофон.</translation>
    </message>
    <message>
        <source>It may have a switch of its own that is off. Otherwise choose another one in the settings.</source>
        <translation>Возможно, он выключен собственной кнопкой. Если нет, выберите другой в настройках.</translation>
    </message>
    <message>
        <source>The sound is switched off there, or there is no loudspeaker.</source>
        <translation>Там выключен звук или нет динамика.</translation>
    </message>
    <message>
        <source>To be heard, unmute: with the button below or the M key.</source>
        <translation>Чтобы вас услышали, включите микрофон: кнопкой ниже или клавишей M.</translation>
    </message>
    <message>
        <source>Hold %1 as long as you talk.</source>
        <translation>Пока говорите, держите нажатой клавишу: %1.</translation>
    </message>
    <message>
        <source>Viz is not allowed to use the microphone.</source>
        <translation>Viz нельзя пользоваться микрофоном.</translation>
    </message>
    <message>
        <source>Your microphone is gone.</source>
        <translation>Ваш микрофон пропал.</translation>
    </message>
    <message>
        <source>Viz is not allowed to use the loudspeaker.</source>
        <translation>Viz нельзя пользоваться динамиком.</translation>
    </message>
    <message>
        <source>Your loudspeaker is gone.</source>
        <translation>Ваш динамик пропал.</translation>
    </message>
    <message>
        <source>Your microphone is back.</source>
        <translation>Ваш микрофон снова на месте.</translation>
    </message>
    <message>
        <source>Your loudspeaker is back.</source>
        <translation>Ваш динамик снова на месте.</translation>
    </message>
    <message>
        <source>Viz uses this one until it is back: %1</source>
        <translation>Пока его нет, Viz использует: %1</translation>
    </message>
    <message>
        <source>Viz uses it again: %1</source>
        <translation>Viz снова использует: %1</translation>
    </message>
    <message>
        <source>Until then the other side hears silence.</source>
        <translation>До тех пор собеседник слышит тишину.</translation>
    </message>
    <message>
        <source>Connect it or another one: Viz takes it at once. Until then the other side hears silence.</source>
        <translation>Подключите его или другой: Viz сразу его возьмёт. До тех пор собеседник слышит тишину.</translation>
    </message>
    <message>
        <source>Until then you hear nothing.</source>
        <translation>До тех пор вы ничего не слышите.</translation>
    </message>
    <message>
        <source>Connect it, or headphones: Viz takes them at once. Until then you hear nothing.</source>
        <translation>Подключите его или наушники: Viz сразу их возьмёт. До тех пор вы ничего не слышите.</translation>
    </message>
    <message>
        <source>Another program has your key to talk: %1</source>
        <translation>Клавиша для разговора занята другой программой: %1</translation>
    </message>
    <message>
        <source>It counts only while this window is in front. You can choose another key in the settings.</source>
        <translation>Она действует, только пока это окно впереди. Другую клавишу можно выбрать в настройках.</translation>
    </message>
</context>
<context>
    <name>viz::CallBanner</name>
    <message>
        <source>Use two connections</source>
        <translation>Два соединения</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Не сейчас</translation>
    </message>
    <message>
        <source>All right</source>
        <translation>Понятно</translation>
    </message>
</context>
<context>
    <name>viz::CallDetails</name>
    <message>
        <source>Two connections</source>
        <translation>Два соединения</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Микрофон</translation>
    </message>
    <message>
        <source>Packing</source>
        <translation>Упаковка</translation>
    </message>
    <message>
        <source>Way through the network</source>
        <translation>Путь по сети</translation>
    </message>
    <message>
        <source>Evening out</source>
        <translation>Сглаживание</translation>
    </message>
    <message>
        <source>Loudspeaker</source>
        <translation>Динамик</translation>
    </message>
    <message>
        <source>Your voice now</source>
        <translation>Ваш голос сейчас</translation>
    </message>
    <message>
        <source>Bit rate</source>
        <translation>Битрейт</translation>
    </message>
    <message>
        <source>Length of a message</source>
        <translation>Длина сообщения</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Соединение</translation>
    </message>
    <message>
        <source>Round trip</source>
        <translation>Туда и обратно</translation>
    </message>
    <message>
        <source>Stalls in the last minute</source>
        <translation>Задержек за последнюю минуту</translation>
    </message>
    <message>
        <source>Reconnected so far</source>
        <translation>Связь восстанавливалась, раз</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Отправлено</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Получено</translation>
    </message>
    <message>
        <source>A second one bridges the gaps of a tunnel that stutters. It takes twice the data.</source>
        <translation>Второе соединение закрывает пропуски прерывистого туннеля. Данных уходит вдвое больше.</translation>
    </message>
    <message>
        <source>Open connections</source>
        <translation>Открытых соединений</translation>
    </message>
    <message>
        <source>The delay is not known yet.</source>
        <translation>Задержка пока неизвестна.</translation>
    </message>
    <message>
        <source>Delay between %1 and %2, on average %3.</source>
        <translation>Задержка от %1 до %2, в среднем %3.</translation>
    </message>
    <message>
        <source>All messages have the same size, so it does not show on the way when you speak.</source>
        <translation>Все сообщения одного размера, поэтому в пути не видно, когда вы говорите.</translation>
    </message>
    <message>
        <source>Messages are as small as they can be. From their sizes it shows on the way when you speak.</source>
        <translation>Сообщения настолько малы, насколько возможно. По их размеру в пути видно, когда вы говорите.</translation>
    </message>
    <message>
        <source>The last minute</source>
        <translation>Последняя минута</translation>
    </message>
    <message>
        <source>Data of this call</source>
        <translation>Данные этого звонка</translation>
    </message>
    <message>
        <source>An hour at this rate</source>
        <translation>За час в таком темпе</translation>
    </message>
    <message>
        <source>Above the line your sound, in %1 % of the time; below it the other side&apos;s, in %2 %.</source>
        <translation>Над линией ваш звук, %1 % времени; под ней звук собеседника, %2 %.</translation>
    </message>
    <message>
        <source>Your budget of data for this month is used up.</source>
        <translation>Данные, отведённые на этот месяц, закончились.</translation>
    </message>
    <message>
        <source>Of your budget for this month %1 is left.</source>
        <translation>Из отведённого на этот месяц осталось %1.</translation>
    </message>
    <message>
        <source>Of your budget for this month %1 is left: enough for %2 at this rate.</source>
        <translation>Из отведённого на этот месяц осталось %1: при таком расходе этого хватит на %2.</translation>
    </message>
</context>
<context>
    <name>viz::CallPage</name>
    <message>
        <source>End call</source>
        <translation>Завершить</translation>
    </message>
    <message>
        <source>The other side</source>
        <translation>Собеседник</translation>
    </message>
    <message>
        <source>Unmute</source>
        <translation>Вкл. микрофон</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>Выкл. микрофон</translation>
    </message>
    <message>
        <source>Length of the call</source>
        <translation>Длительность звонка</translation>
    </message>
    <message>
        <source>Undeafen</source>
        <translation>Вкл. звук</translation>
    </message>
    <message>
        <source>Deafen</source>
        <translation>Выкл. звук</translation>
    </message>
    <message>
        <source>The other side does not hear you while you are muted (M).</source>
        <translation>Пока микрофон выключен, собеседник вас не слышит (M).</translation>
    </message>
    <message>
        <source>You do not hear the other side, and they are told (D).</source>
        <translation>Вы не слышите собеседника, и он об этом узнаёт (D).</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Настройки</translation>
    </message>
</context>
<context>
    <name>viz::ConnectingPage</name>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Calling</source>
        <translation>Звоним</translation>
    </message>
    <message>
        <source>the other side</source>
        <translation>собеседник</translation>
    </message>
    <message>
        <source>Connected to %1.</source>
        <translation>Связь с %1 установлена.</translation>
    </message>
    <message>
        <source>It rings. Waiting for an answer from: %1</source>
        <translation>Идёт вызов. Ждём ответа: %1</translation>
    </message>
    <message>
        <source>Connecting to %1.</source>
        <translation>Соединяемся с %1.</translation>
    </message>
    <message>
        <source>Then it rings on the other side.</source>
        <translation>Затем вызов раздастся у собеседника.</translation>
    </message>
    <message>
        <source>%1 so far.</source>
        <translation>Прошло %1.</translation>
    </message>
</context>
<context>
    <name>viz::ConnectionTable</name>
    <message>
        <source>Connection</source>
        <translation>Соединение</translation>
    </message>
    <message>
        <source>No call is on.</source>
        <translation>Сейчас нет разговора.</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>секунды</translation>
    </message>
    <message>
        <source>sent bytes</source>
        <translation>отправлено байтов</translation>
    </message>
    <message>
        <source>received bytes</source>
        <translation>принято байтов</translation>
    </message>
    <message>
        <source>bit/s</source>
        <translation>бит/с</translation>
    </message>
    <message>
        <source>rung</source>
        <translation>ступень качества</translation>
    </message>
    <message>
        <source>frames dropped stale</source>
        <translation>устаревших кадров отброшено</translation>
    </message>
    <message>
        <source>capture samples dropped</source>
        <translation>отсчётов микрофона отброшено</translation>
    </message>
    <message>
        <source>connections</source>
        <translation>соединения</translation>
    </message>
    <message>
        <source>stalls in the last minute</source>
        <translation>запинки за последнюю минуту</translation>
    </message>
    <message>
        <source>reconnects</source>
        <translation>переподключения</translation>
    </message>
    <message>
        <source>delay ms, capture</source>
        <translation>задержка, мс: микрофон</translation>
    </message>
    <message>
        <source>delay ms, batch</source>
        <translation>задержка, мс: сборка сообщений</translation>
    </message>
    <message>
        <source>delay ms, network</source>
        <translation>задержка, мс: сеть</translation>
    </message>
    <message>
        <source>delay ms, jitter buffer</source>
        <translation>задержка, мс: выравнивание</translation>
    </message>
    <message>
        <source>delay ms, output</source>
        <translation>задержка, мс: вывод звука</translation>
    </message>
    <message>
        <source>delay ms, total</source>
        <translation>задержка, мс: всего</translation>
    </message>
</context>
<context>
    <name>viz::ConsentPanel</name>
    <message>
        <source>Agree and start</source>
        <translation>Разрешить запуск</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Не сейчас</translation>
    </message>
    <message>
        <source>Viz asks this once for each tunnel.</source>
        <translation>Viz спрашивает об этом один раз для каждого туннеля.</translation>
    </message>
    <message>
        <source>Start the tunnel through %1?</source>
        <translation>Запустить туннель через %1?</translation>
    </message>
</context>
<context>
    <name>viz::CopyField</name>
    <message>
        <source>Copy</source>
        <translation>Копировать</translation>
    </message>
</context>
<context>
    <name>viz::DelayPanel</name>
    <message>
        <source>good</source>
        <translation>хорошо</translation>
    </message>
    <message>
        <source>fair</source>
        <translation>терпимо</translation>
    </message>
    <message>
        <source>slow: pause before you answer</source>
        <translation>много: отвечайте с паузой</translation>
    </message>
    <message>
        <source>being measured</source>
        <translation>измеряется</translation>
    </message>
    <message>
        <source>Delay %1</source>
        <translation>Задержка %1</translation>
    </message>
    <message>
        <source>no connection now</source>
        <translation>сейчас нет связи</translation>
    </message>
    <message>
        <source>Hides what is behind the delay.</source>
        <translation>Скрывает, из чего складывается задержка.</translation>
    </message>
    <message>
        <source>Shows what is behind the delay.</source>
        <translation>Показывает, из чего складывается задержка.</translation>
    </message>
</context>
<context>
    <name>viz::DeviceChooser</name>
    <message>
        <source>No microphone found</source>
        <translation>Микрофон не найден</translation>
    </message>
    <message>
        <source>No loudspeaker found</source>
        <translation>Динамики не найдены</translation>
    </message>
    <message>
        <source>System default</source>
        <translation>Как в системе</translation>
    </message>
    <message>
        <source>System default (%1)</source>
        <translation>Как в системе (%1)</translation>
    </message>
</context>
<context>
    <name>viz::DiagnosticsSection</name>
    <message>
        <source>Show the log</source>
        <translation>Показать журнал</translation>
    </message>
    <message>
        <source>Copy a report</source>
        <translation>Скопировать отчёт</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>Диагностика</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Журнал</translation>
    </message>
    <message>
        <source>A report says which system this is, what you chose, how the last call went, and what the log holds. No secret is in it; the log may name addresses.</source>
        <translation>В отчёте сказано, какая это система, что вы выбрали, как прошёл последний разговор и что есть в журнале. Секретов в нём нет; в журнале могут быть адреса.</translation>
    </message>
    <message>
        <source>Nothing yet.</source>
        <translation>Пока ничего.</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Скопировано</translation>
    </message>
</context>
<context>
    <name>viz::EndedPage</name>
    <message>
        <source>Details</source>
        <translation>Подробнее</translation>
    </message>
    <message>
        <source>To the start</source>
        <translation>В начало</translation>
    </message>
    <message>
        <source>Call again</source>
        <translation>Позвонить снова</translation>
    </message>
    <message>
        <source>The call took %1 and used %2 of data.</source>
        <translation>Звонок длился %1 и израсходовал %2 трафика.</translation>
    </message>
    <message>
        <source>Wait again</source>
        <translation>Ждать снова</translation>
    </message>
</context>
<context>
    <name>viz::Formatting</name>
    <message>
        <source>%1 ms</source>
        <translation>%1 мс</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 с</translation>
    </message>
    <message>
        <source>%1 kbit/s</source>
        <translation>%1 кбит/с</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 мин</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 ч</translation>
    </message>
</context>
<context>
    <name>viz::HomePage</name>
    <message>
        <source>Wait for a call</source>
        <translation>Ждать звонка</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Позвонить</translation>
    </message>
    <message>
        <source>Be called</source>
        <translation>Чтобы позвонили вам</translation>
    </message>
    <message>
        <source>You get an invite to send to one person.</source>
        <translation>Вы получите приглашение, чтобы отправить его одному человеку.</translation>
    </message>
    <message>
        <source>Call somebody</source>
        <translation>Позвонить</translation>
    </message>
    <message>
        <source>Invite or address</source>
        <translation>Приглашение или адрес</translation>
    </message>
    <message>
        <source>Invite or address of the person to call</source>
        <translation>Приглашение или адрес того, кому вы звоните</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Вы</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Имя</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Настройки</translation>
    </message>
    <message>
        <source>Clear the address</source>
        <translation>Очистить адрес</translation>
    </message>
</context>
<context>
    <name>viz::HostingPage</name>
    <message>
        <source>Viz is getting ready to take calls.</source>
        <translation>Viz готовится принимать звонки.</translation>
    </message>
    <message>
        <source>Viz takes calls on port %1 of this computer.</source>
        <translation>Viz принимает звонки на порту %1 этого компьютера.</translation>
    </message>
    <message>
        <source>Somebody who knows only the address, without the invite, cannot ring here.</source>
        <translation>Тот, кто знает только адрес, но не приглашение, позвонить сюда не сможет.</translation>
    </message>
    <message>
        <source>Somebody who knows only the address, without the invite, can ring here as a caller who is not verified. Nothing is heard before you answer.</source>
        <translation>Тот, кто знает только адрес, но не приглашение, сможет позвонить сюда как непроверенный. Пока вы не ответите, ничего не слышно.</translation>
    </message>
    <message>
        <source>Waiting for a call</source>
        <translation>Ожидание звонка</translation>
    </message>
    <message>
        <source>1. Open a tunnel to this computer</source>
        <translation>1. Откройте туннель к этому компьютеру</translation>
    </message>
    <message>
        <source>3. Send the invite to one person</source>
        <translation>3. Отправьте приглашение одному человеку</translation>
    </message>
    <message>
        <source>2. Check its address</source>
        <translation>2. Проверьте его адрес</translation>
    </message>
</context>
<context>
    <name>viz::HostingTunnel</name>
    <message>
        <source>Part of tunnels.json cannot be used. %1</source>
        <translation>Часть файла tunnels.json не подходит. %1</translation>
    </message>
</context>
<context>
    <name>viz::IncomingPage</name>
    <message>
        <source>Decline</source>
        <translation>Отклонить</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Ответить</translation>
    </message>
    <message>
        <source>Your microphone stays off until you answer.</source>
        <translation>Пока вы не ответите, ваш микрофон выключен.</translation>
    </message>
    <message>
        <source>Somebody is calling</source>
        <translation>Вам звонят</translation>
    </message>
    <message>
        <source>%1 is calling</source>
        <translation>Вам звонит %1</translation>
    </message>
    <message>
        <source>The caller holds your invite.</source>
        <translation>У звонящего есть ваше приглашение.</translation>
    </message>
    <message>
        <source>The caller knows only your address. If you answer, compare the five words first.</source>
        <translation>Звонящий знает только ваш адрес. Если ответите, сначала сверьте пять слов.</translation>
    </message>
</context>
<context>
    <name>viz::InviteOffer</name>
    <message>
        <source>Use it</source>
        <translation>Взять</translation>
    </message>
    <message>
        <source>There is an invite to %1 on your clipboard.</source>
        <translation>В буфере обмена есть приглашение с адресом %1.</translation>
    </message>
</context>
<context>
    <name>viz::InviteSheet</name>
    <message>
        <source>Invite</source>
        <translation>Приглашение</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Сообщение</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>Письмо</translation>
    </message>
    <message>
        <source>QR code</source>
        <translation>QR-код</translation>
    </message>
    <message>
        <source>QR code of the invite</source>
        <translation>QR-код приглашения</translation>
    </message>
    <message>
        <source>A call with Viz</source>
        <translation>Звонок через Viz</translation>
    </message>
    <message>
        <source>Copies the invite together with a sentence that says what to do with it</source>
        <translation>Копирует приглашение вместе с пояснением, что с ним делать</translation>
    </message>
    <message>
        <source>Shows the invite as a code for a camera</source>
        <translation>Показывает приглашение как код для камеры</translation>
    </message>
    <message>
        <source>Copied. Paste it into any messenger that you both use.</source>
        <translation>Скопировано. Вставьте в любой мессенджер, который есть у вас обоих.</translation>
    </message>
    <message>
        <source>Let us talk with Viz. Install Viz, paste this line into it and press Call:</source>
        <translation>Давайте поговорим через Viz. Установите Viz, вставьте в него эту строку и нажмите «Позвонить»:</translation>
    </message>
    <message>
        <source>Let us talk with Viz. Install Viz, paste the line below into it and press Call:</source>
        <translation>Давайте поговорим через Viz. Установите Viz, вставьте в него строку, которая ниже, и нажмите «Позвонить»:</translation>
    </message>
    <message>
        <source>Paste the invite here: Viz has put it on the clipboard.</source>
        <translation>Вставьте сюда приглашение: Viz поместил его в буфер обмена.</translation>
    </message>
    <message>
        <source>Opens your mail program and copies the invite, for you to paste it there</source>
        <translation>Открывает почтовую программу и копирует приглашение, чтобы вы вставили его туда</translation>
    </message>
    <message>
        <source>The invite is on the clipboard. Paste it into the mail.</source>
        <translation>Приглашение в буфере обмена. Вставьте его в письмо.</translation>
    </message>
    <message>
        <source>Copy the invite</source>
        <translation>Копировать приглашение</translation>
    </message>
</context>
<context>
    <name>viz::KeyChoice</name>
    <message>
        <source>Space</source>
        <translation>Пробел</translation>
    </message>
</context>
<context>
    <name>viz::KeyField</name>
    <message>
        <source>Press a key</source>
        <translation>Нажмите клавишу</translation>
    </message>
    <message>
        <source>%1: change</source>
        <translation>%1: сменить</translation>
    </message>
</context>
<context>
    <name>viz::LevelBar</name>
    <message>
        <source>muted</source>
        <translation>выключен</translation>
    </message>
    <message>
        <source>too loud</source>
        <translation>слишком громко</translation>
    </message>
    <message>
        <source>sound</source>
        <translation>звук есть</translation>
    </message>
    <message>
        <source>quiet</source>
        <translation>тихо</translation>
    </message>
    <message>
        <source>no connection</source>
        <translation>нет связи</translation>
    </message>
</context>
<context>
    <name>viz::ListenAddressField</name>
    <message>
        <source>Only tunnels on this computer</source>
        <translation>Только туннели на этом компьютере</translation>
    </message>
    <message>
        <source>Every network of this computer</source>
        <translation>Все сети этого компьютера</translation>
    </message>
    <message>
        <source>One address</source>
        <translation>Один адрес</translation>
    </message>
    <message>
        <source>Who can reach it</source>
        <translation>Откуда он доступен</translation>
    </message>
    <message>
        <source>IP address to listen on</source>
        <translation>IP-адрес для ожидания звонков</translation>
    </message>
    <message>
        <source>This is no IP address: one looks like 192.168.1.5.</source>
        <translation>Это не IP-адрес. Пример: 192.168.1.5.</translation>
    </message>
</context>
<context>
    <name>viz::LookSection</name>
    <message>
        <source>Look</source>
        <translation>Вид</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Цвета</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Как в системе</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Светлые</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Тёмные</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Язык</translation>
    </message>
    <message>
        <source>Show Viz in the tray</source>
        <translation>Показывать Viz в области уведомлений</translation>
    </message>
    <message>
        <source>Viz goes on there when its window is closed.</source>
        <translation>Когда окно закрыто, Viz продолжает работать там.</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Высокая контрастность</translation>
    </message>
</context>
<context>
    <name>viz::MainWindow</name>
    <message>
        <source>Somebody rang and gave up before you answered.</source>
        <translation>Вам звонили, но не дождались ответа.</translation>
    </message>
    <message>
        <source>End the call and close Viz?</source>
        <translation>Завершить звонок и закрыть Viz?</translation>
    </message>
    <message>
        <source>End and close</source>
        <translation>Завершить и закрыть</translation>
    </message>
    <message>
        <source>Keep talking</source>
        <translation>Продолжить разговор</translation>
    </message>
</context>
<context>
    <name>viz::NetworkSection</name>
    <message>
        <source>Network</source>
        <translation>Сеть</translation>
    </message>
    <message>
        <source>Port to wait for calls on</source>
        <translation>Порт, на котором ждать звонков</translation>
    </message>
    <message>
        <source>Any free one</source>
        <translation>Любой свободный</translation>
    </message>
    <message>
        <source>Tunnels lead to this port of your computer. A call that is on keeps it, so that it can go on when it was cut off.</source>
        <translation>Туннели ведут к этому порту вашего компьютера. Идущий разговор сохраняет его, чтобы продолжиться после обрыва.</translation>
    </message>
    <message>
        <source>Who can reach it</source>
        <translation>Откуда он доступен</translation>
    </message>
    <message>
        <source>If networks can reach it, only callers with your invite may ring.</source>
        <translation>Если порт доступен из сети, позвонить можно только с вашим приглашением.</translation>
    </message>
    <message>
        <source>Voice</source>
        <translation>Голос</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Автоматически</translation>
    </message>
    <message>
        <source>Shortest delay</source>
        <translation>Наименьшая задержка</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>Сбалансированно</translation>
    </message>
    <message>
        <source>Least data, longer delay</source>
        <translation>Меньше данных, больше задержка</translation>
    </message>
    <message>
        <source>Size of messages</source>
        <translation>Размер сообщений</translation>
    </message>
    <message>
        <source>As the voice above needs it</source>
        <translation>Как требует режим голоса, выбранный выше</translation>
    </message>
    <message>
        <source>Always the same: it tells nothing</source>
        <translation>Всегда одинаковый: ничего не выдаёт</translation>
    </message>
    <message>
        <source>As small as possible</source>
        <translation>Как можно меньше</translation>
    </message>
    <message>
        <source>Messages that follow your voice use less data, but show onlookers when you speak.</source>
        <translation>Если размер сообщений зависит от голоса, данных уходит меньше, но со стороны видно, когда вы говорите.</translation>
    </message>
    <message>
        <source>Two connections at once</source>
        <translation>Два соединения сразу</translation>
    </message>
    <message>
        <source>For tunnels that stutter; uses twice the data.</source>
        <translation>Для туннелей, которые прерываются; данных уходит вдвое больше.</translation>
    </message>
    <message>
        <source>Data for calls in a month</source>
        <translation>Данные на разговоры в месяц</translation>
    </message>
    <message>
        <source> MB</source>
        <translation> МБ</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>Без ограничения</translation>
    </message>
</context>
<context>
    <name>viz::NewAddressForm</name>
    <message>
        <source>Use</source>
        <translation>Применить</translation>
    </message>
    <message>
        <source>They have a new address?</source>
        <translation>У собеседника новый адрес?</translation>
    </message>
    <message>
        <source>Your tunnel has a new address?</source>
        <translation>У вашего туннеля новый адрес?</translation>
    </message>
    <message>
        <source>Invite or address</source>
        <translation>Приглашение или адрес</translation>
    </message>
    <message>
        <source>New invite or address of the other side</source>
        <translation>Новое приглашение или адрес собеседника</translation>
    </message>
    <message>
        <source>New address of your tunnel</source>
        <translation>Новый адрес вашего туннеля</translation>
    </message>
    <message>
        <source>Viz tries %1, too.</source>
        <translation>Viz пробует и %1.</translation>
    </message>
    <message>
        <source>The other side is told of %1 as soon as something gets through. Send it to them yourself, too.</source>
        <translation>Собеседник узнает о %1, как только что-то дойдёт. Отправьте ему этот адрес и сами.</translation>
    </message>
</context>
<context>
    <name>viz::NoticePanel</name>
    <message>
        <source>All right</source>
        <translation>Понятно</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Не сейчас</translation>
    </message>
</context>
<context>
    <name>viz::OwnVoice</name>
    <message>
        <source>Your level</source>
        <translation>Ваш уровень звука</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Вы</translation>
    </message>
    <message>
        <source>You are muted. %1 does not hear you.</source>
        <translation>Ваш микрофон выключен. %1 вас не слышит.</translation>
    </message>
    <message>
        <source>Without a microphone %1 does not hear you.</source>
        <translation>Без микрофона %1 вас не слышит.</translation>
    </message>
    <message>
        <source>Hold %1 to talk.</source>
        <translation>Чтобы говорить, держите: %1.</translation>
    </message>
    <message>
        <source>Your microphone is silent.</source>
        <translation>Ваш микрофон молчит.</translation>
    </message>
    <message>
        <source>You are not heard now.</source>
        <translation>Сейчас вас не слышат.</translation>
    </message>
    <message>
        <source>%1 hears you.</source>
        <translation>%1 вас слышит.</translation>
    </message>
    <message>
        <source>Say something: here it will show that you are heard.</source>
        <translation>Скажите что-нибудь: здесь будет видно, что вас слышат.</translation>
    </message>
</context>
<context>
    <name>viz::PageHeader</name>
    <message>
        <source>Back</source>
        <translation>Назад</translation>
    </message>
</context>
<context>
    <name>viz::PeerVoice</name>
    <message>
        <source>Level of the other side</source>
        <translation>Уровень звука собеседника</translation>
    </message>
    <message>
        <source>Volume of the other side</source>
        <translation>Громкость собеседника</translation>
    </message>
    <message>
        <source>You do not hear the other side. They know it.</source>
        <translation>Вы не слышите собеседника. Он об этом знает.</translation>
    </message>
    <message>
        <source>%1 has muted the microphone.</source>
        <translation>%1: микрофон выключен.</translation>
    </message>
</context>
<context>
    <name>viz::PrivacySection</name>
    <message>
        <source>Privacy</source>
        <translation>Приватность</translation>
    </message>
    <message>
        <source>Only callers with your invite</source>
        <translation>Только звонки по вашему приглашению</translation>
    </message>
    <message>
        <source>The log keeps</source>
        <translation>Журнал хранит</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Ничего</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Неполадки</translation>
    </message>
    <message>
        <source>Everything that happens</source>
        <translation>Всё, что происходит</translation>
    </message>
    <message>
        <source>It never holds secrets or what is said, and is gone when Viz ends.</source>
        <translation>В нём нет ни секретов, ни сказанного, и он исчезает, когда Viz закрывается.</translation>
    </message>
    <message>
        <source>Otherwise somebody who knows only the address may ring, too; you compare five words then.</source>
        <translation>Иначе позвонить может и тот, кто знает только адрес; тогда вы сверяете пять слов.</translation>
    </message>
</context>
<context>
    <name>viz::QualityBars</name>
    <message>
        <source>Quality of the call</source>
        <translation>Качество связи</translation>
    </message>
</context>
<context>
    <name>viz::SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>Настройки</translation>
    </message>
</context>
<context>
    <name>viz::SettingsText</name>
    <message>
        <source>Your settings could not be understood, so Viz begins with the usual ones. The old file is kept as %1.</source>
        <translation>Ваши настройки не удалось прочесть, поэтому Viz начинает с обычных. Старый файл сохранён как %1.</translation>
    </message>
    <message>
        <source>Your settings were made by a newer Viz, so this one begins with the usual ones. The newer file is kept as %1.</source>
        <translation>Настройки записаны более новой версией Viz, поэтому взяты обычные. Файл новой версии сохранён как %1.</translation>
    </message>
    <message>
        <source>Your settings in %1 cannot be read, so Viz begins with the usual ones.</source>
        <translation>Настройки в %1 не читаются, поэтому Viz начинает с обычных.</translation>
    </message>
    <message>
        <source>Part of your settings could not be understood, so Viz uses the usual values for: %1.</source>
        <translation>Часть настроек непонятна, поэтому Viz берёт обычные значения для: %1.</translation>
    </message>
    <message>
        <source>Your settings cannot be written to %1: what you choose now will be forgotten when Viz ends.</source>
        <translation>Настройки не записываются в %1: выбранное сейчас забудется, когда Viz закроется.</translation>
    </message>
    <message>
        <source>Your calls used %1 this month. At this rate the month will come to %2.</source>
        <translation>В этом месяце на разговоры ушло %1. Если так пойдёт дальше, за месяц выйдет %2.</translation>
    </message>
    <message>
        <source>Your calls used %1 of %2 this month. At this rate the month will come to %3.</source>
        <translation>В этом месяце на разговоры ушло %1 из %2. Если так пойдёт дальше, за месяц выйдет %3.</translation>
    </message>
    <message>
        <source>Your calls used %1 this month; your budget is %2.</source>
        <translation>В этом месяце на разговоры ушло %1; вы отвели на них %2.</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Ваше имя</translation>
    </message>
    <message>
        <source>Data used this month</source>
        <translation>Расход данных за месяц</translation>
    </message>
</context>
<context>
    <name>viz::SoundPanel</name>
    <message>
        <source>The microphone is on: the bar moves when you speak.</source>
        <translation>Микрофон включён: полоска движется, когда вы говорите.</translation>
    </message>
    <message>
        <source>Say something. In three seconds you will hear yourself.</source>
        <translation>Скажите что-нибудь. Через три секунды вы услышите себя.</translation>
    </message>
    <message>
        <source>This is how you sound.</source>
        <translation>Вот как вас слышно.</translation>
    </message>
    <message>
        <source>Your level</source>
        <translation>Ваш уровень звука</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Проверить</translation>
    </message>
    <message>
        <source>Level of the loudspeaker</source>
        <translation>Громкость динамика</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Воспроизвести</translation>
    </message>
    <message>
        <source>Hear how you sound</source>
        <translation>Услышать, как вы звучите</translation>
    </message>
    <message>
        <source>Hear a tone</source>
        <translation>Услышать сигнал</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Стоп</translation>
    </message>
    <message>
        <source>Your microphone is silent. Check that it is switched on, that it is the right one, and that your system lets Viz use it.</source>
        <translation>Ваш микрофон молчит. Проверьте, что он включён, что это нужный микрофон и что система разрешает Viz им пользоваться.</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Микрофон</translation>
    </message>
    <message>
        <source>Loudspeaker</source>
        <translation>Динамик</translation>
    </message>
</context>
<context>
    <name>viz::SoundSection</name>
    <message>
        <source>Sound</source>
        <translation>Звук</translation>
    </message>
    <message>
        <source>Echo</source>
        <translation>Эхо</translation>
    </message>
    <message>
        <source>Remove it</source>
        <translation>Убирать</translation>
    </message>
    <message>
        <source>Be quiet while the other side talks</source>
        <translation>Молчать, пока говорит собеседник</translation>
    </message>
    <message>
        <source>Leave it: headphones</source>
        <translation>Оставить: у меня наушники</translation>
    </message>
    <message>
        <source>Without headphones, the other side would hear itself from your loudspeaker.</source>
        <translation>Без наушников собеседник слышал бы сам себя из вашего динамика.</translation>
    </message>
    <message>
        <source>Suppress noise</source>
        <translation>Подавлять шум</translation>
    </message>
    <message>
        <source>Fans, keyboards and the street become quiet.</source>
        <translation>Вентилятор, клавиатура и улица становятся тише.</translation>
    </message>
    <message>
        <source>Level your voice</source>
        <translation>Выравнивать ваш голос</translation>
    </message>
    <message>
        <source>A quiet voice goes out louder, a loud one more quietly.</source>
        <translation>Тихий голос передаётся громче, громкий — тише.</translation>
    </message>
    <message>
        <source>Level the voice of the other side</source>
        <translation>Выравнивать голос собеседника</translation>
    </message>
    <message>
        <source>Volume of the other side</source>
        <translation>Громкость собеседника</translation>
    </message>
</context>
<context>
    <name>viz::StatusText</name>
    <message>
        <source>You ended the call.</source>
        <translation>Вы завершили звонок.</translation>
    </message>
    <message>
        <source>The other side ended the call.</source>
        <translation>Собеседник завершил звонок.</translation>
    </message>
    <message>
        <source>The call ended after the time that was set for it.</source>
        <translation>Звонок завершён, потому что истекло отведённое ему время.</translation>
    </message>
    <message>
        <source>The call was ended because the five words do not match.</source>
        <translation>Звонок завершён, потому что пять слов не совпали.</translation>
    </message>
    <message>
        <source>The connection was lost.</source>
        <translation>Связь прервалась.</translation>
    </message>
    <message>
        <source>The call was ended because something arrived that Viz never sends.</source>
        <translation>Звонок завершён, потому что пришло то, чего Viz не посылает.</translation>
    </message>
    <message>
        <source>To talk again, one of you waits for a call and sends a new invite.</source>
        <translation>Чтобы поговорить ещё, один из вас должен снова ждать звонка и прислать новое приглашение.</translation>
    </message>
    <message>
        <source>To talk again, ask for a new invite or send one yourself.</source>
        <translation>Чтобы поговорить ещё, попросите новое приглашение или отправьте своё.</translation>
    </message>
    <message>
        <source>The program was started with a time limit. Start it without one to talk longer.</source>
        <translation>Программа была запущена с ограничением времени. Чтобы говорить дольше, запустите её без него.</translation>
    </message>
    <message>
        <source>Somebody may have been listening in between. Send a new invite another way, for example with a different messenger, and call with that one.</source>
        <translation>Возможно, кто-то подслушивал посередине. Отправьте новое приглашение другим путём, например через другой мессенджер, и позвоните по нему.</translation>
    </message>
    <message>
        <source>The data was damaged or forged on the way, so Viz did not trust it. Use another tunnel and a new invite; if it happens again, install the newest Viz on both sides.</source>
        <translation>Данные были повреждены или подделаны в пути, и Viz не стал им доверять. Возьмите другой туннель и новое приглашение; если это повторится, установите у обоих новейшую версию Viz.</translation>
    </message>
    <message>
        <source>Your call was declined.</source>
        <translation>Ваш звонок отклонили.</translation>
    </message>
    <message>
        <source>The other side is in another call.</source>
        <translation>Собеседник говорит с кем-то другим.</translation>
    </message>
    <message>
        <source>Nobody answered.</source>
        <translation>Никто не ответил.</translation>
    </message>
    <message>
        <source>The other side asks you to wait before you try again.</source>
        <translation>Вас просят подождать перед новой попыткой.</translation>
    </message>
    <message>
        <source>The other side could not prove that it is the one who invited you.</source>
        <translation>Собеседник не смог доказать, что это он вас пригласил.</translation>
    </message>
    <message>
        <source>The other side does not know this invite.</source>
        <translation>Это приглашение там неизвестно.</translation>
    </message>
    <message>
        <source>The two versions of Viz do not understand each other.</source>
        <translation>Ваши версии Viz не понимают друг друга.</translation>
    </message>
    <message>
        <source>It may be a bad moment. Send a message and ask when to call.</source>
        <translation>Возможно, сейчас неудобно. Спросите в сообщении, когда позвонить.</translation>
    </message>
    <message>
        <source>Try again in a few minutes.</source>
        <translation>Попробуйте через несколько минут.</translation>
    </message>
    <message>
        <source>It rang for 45 seconds. Send a message that you want to talk, then try again.</source>
        <translation>Вызов шёл 45 секунд. Напишите, что хотите поговорить, и попробуйте снова.</translation>
    </message>
    <message>
        <source>There were too many attempts in a short time. Wait for a minute, then try again.</source>
        <translation>За короткое время было слишком много попыток. Подождите минуту и попробуйте снова.</translation>
    </message>
    <message>
        <source>Something on the way may have changed the connection, or the invite was meant for another computer. Ask for a new invite, best over another messenger.</source>
        <translation>Возможно, соединение подменили в пути или приглашение относится к другому компьютеру. Попросите новое приглашение, лучше через другой мессенджер.</translation>
    </message>
    <message>
        <source>Install the newest version on both computers.</source>
        <translation>Установите новейшую версию на оба компьютера.</translation>
    </message>
    <message>
        <source>Viz could not start to wait for calls on this computer.</source>
        <translation>Viz не смог начать приём звонков на этом компьютере.</translation>
    </message>
    <message>
        <source>The tunnel program did not come up.</source>
        <translation>Программа туннеля не заработала.</translation>
    </message>
    <message>
        <source>There is no computer at this address.</source>
        <translation>По этому адресу нет компьютера.</translation>
    </message>
    <message>
        <source>The address exists, but nothing takes calls there.</source>
        <translation>Адрес существует, но звонки там никто не принимает.</translation>
    </message>
    <message>
        <source>No connection came about in time.</source>
        <translation>Соединиться вовремя не удалось.</translation>
    </message>
    <message>
        <source>The secure connection to the tunnel failed.</source>
        <translation>Не удалось безопасно соединиться с туннелем.</translation>
    </message>
    <message>
        <source>The tunnel answered with a web page instead of Viz.</source>
        <translation>Вместо Viz туннель ответил веб-страницей.</translation>
    </message>
    <message>
        <source>The tunnel answered with a web page instead of Viz (status %1).</source>
        <translation>Вместо Viz туннель ответил веб-страницей (код %1).</translation>
    </message>
    <message>
        <source>The tunnel points to another address.</source>
        <translation>Туннель отсылает на другой адрес.</translation>
    </message>
    <message>
        <source>The tunnel points to another address (status %1).</source>
        <translation>Туннель отсылает на другой адрес (код %1).</translation>
    </message>
    <message>
        <source>Something answered, but it is not Viz.</source>
        <translation>Ответила какая-то программа, но не Viz.</translation>
    </message>
    <message>
        <source>The other side did not finish greeting in time.</source>
        <translation>Собеседник не успел закончить приветствие.</translation>
    </message>
    <message>
        <source>The network failed.</source>
        <translation>Сеть не работает.</translation>
    </message>
    <message>
        <source>Another program, perhaps a second Viz, uses the same port. Close it and try again, or choose another port in the settings, under Network.</source>
        <translation>Этот порт занят другой программой, возможно, вторым Viz. Закройте её и попробуйте снова или выберите другой порт в настройках, в разделе «Сеть».</translation>
    </message>
    <message>
        <source>Choose another tunnel, or start one yourself and type its address.</source>
        <translation>Выберите другой туннель или запустите свой и введите его адрес.</translation>
    </message>
    <message>
        <source>A tunnel gets a new address each time it starts: ask for the newest one. A very new address may need a minute until it works.</source>
        <translation>При каждом запуске туннель получает новый адрес: попросите самый новый. Только что созданный адрес может заработать через минуту.</translation>
    </message>
    <message>
        <source>The tunnel or the Viz behind it is probably not running. Ask the other side to start both, then try again.</source>
        <translation>Скорее всего, не запущен туннель или Viz за ним. Попросите собеседника запустить оба и попробуйте снова.</translation>
    </message>
    <message>
        <source>The network may be slow or may block the way. Check that you are online, and try again or from another network.</source>
        <translation>Возможно, сеть медленная или не пропускает вас. Проверьте, что вы в сети, и попробуйте снова или из другой сети.</translation>
    </message>
    <message>
        <source>Check the date and the time of this computer. Some company and hotel networks open secure connections: try another network.</source>
        <translation>Проверьте дату и время на этом компьютере. Сети некоторых компаний и гостиниц вскрывают защищённые соединения: попробуйте другую сеть.</translation>
    </message>
    <message>
        <source>The tunnel runs, but Viz does not answer behind it. Is the other side still waiting for a call?</source>
        <translation>Туннель работает, но Viz за ним не отвечает. Ждёт ли ещё собеседник звонка?</translation>
    </message>
    <message>
        <source>Viz does not follow, because the new address may belong to somebody else. Ask for the current address.</source>
        <translation>Viz не идёт туда, потому что новый адрес может быть чужим. Попросите действующий адрес.</translation>
    </message>
    <message>
        <source>The address may belong to a web page, or the tunnel may lead to another port. Compare the address and the port with the other side.</source>
        <translation>Возможно, это адрес веб-страницы или туннель ведёт на другой порт. Сверьте адрес и порт с собеседником.</translation>
    </message>
    <message>
        <source>The connection is very slow, or the tunnel holds data back. Try again.</source>
        <translation>Связь очень медленная, или туннель задерживает данные. Попробуйте снова.</translation>
    </message>
    <message>
        <source>Check that this computer is online, then try again.</source>
        <translation>Проверьте, что компьютер подключён к интернету, и попробуйте снова.</translation>
    </message>
    <message>
        <source>No microphone was found.</source>
        <translation>Микрофон не найден.</translation>
    </message>
    <message>
        <source>No loudspeaker and no headphones were found.</source>
        <translation>Динамики и наушники не найдены.</translation>
    </message>
    <message>
        <source>The sound device that you chose is not there any more.</source>
        <translation>Выбранного звукового устройства больше нет.</translation>
    </message>
    <message>
        <source>Viz is not allowed to use the microphone.</source>
        <translation>У Viz нет доступа к микрофону.</translation>
    </message>
    <message>
        <source>The sound device stopped working.</source>
        <translation>Звуковое устройство перестало работать.</translation>
    </message>
    <message>
        <source>The sound file that was to be sent cannot be read.</source>
        <translation>Не удаётся прочитать звуковой файл для отправки.</translation>
    </message>
    <message>
        <source>The sound file that was to be recorded cannot be written.</source>
        <translation>Не удаётся записать звуковой файл.</translation>
    </message>
    <message>
        <source>Something went wrong inside Viz.</source>
        <translation>Внутри Viz произошла ошибка.</translation>
    </message>
    <message>
        <source>Connect a microphone or a headset, then try again.</source>
        <translation>Подключите микрофон или гарнитуру и попробуйте снова.</translation>
    </message>
    <message>
        <source>Connect loudspeakers or headphones, then try again.</source>
        <translation>Подключите динамики или наушники и попробуйте снова.</translation>
    </message>
    <message>
        <source>Connect it again, or choose another one on the first page.</source>
        <translation>Подключите его снова или выберите другое на первой странице.</translation>
    </message>
    <message>
        <source>Then try again.</source>
        <translation>Затем попробуйте снова.</translation>
    </message>
    <message>
        <source>Your user has no access to the sound server: start Viz as the user who is logged in to this desktop.</source>
        <translation>У вашего пользователя нет доступа к звуковому серверу: запустите Viz от имени того, кто вошёл в этот рабочий стол.</translation>
    </message>
    <message>
        <source>Allow it in the settings of your system.</source>
        <translation>Разрешите это в настройках системы.</translation>
    </message>
    <message>
        <source>Open Settings &gt; Privacy &amp; security &gt; Microphone and turn on &quot;Microphone access&quot; and &quot;Let desktop apps access your microphone&quot;.</source>
        <translation>Откройте «Параметры» &gt; «Конфиденциальность и защита» &gt; «Микрофон» и включите «Доступ к микрофону» и «Разрешить классическим приложениям доступ к микрофону».</translation>
    </message>
    <message>
        <source>Open System Settings &gt; Privacy &amp; Security &gt; Microphone and turn on Viz.</source>
        <translation>Откройте «Системные настройки» &gt; «Конфиденциальность и безопасность» &gt; «Микрофон» и включите Viz.</translation>
    </message>
    <message>
        <source>Allow it in the privacy settings of your system.</source>
        <translation>Разрешите доступ в настройках конфиденциальности системы.</translation>
    </message>
    <message>
        <source>Connect it again or choose another one on the first page. Another program may have taken it.</source>
        <translation>Подключите его снова или выберите другое на первой странице. Возможно, его заняла другая программа.</translation>
    </message>
    <message>
        <source>Check that the file exists and is a WAV file.</source>
        <translation>Проверьте, что файл существует и имеет формат WAV.</translation>
    </message>
    <message>
        <source>Check that the folder exists and that the disk has room.</source>
        <translation>Проверьте, что папка существует и на диске есть место.</translation>
    </message>
    <message>
        <source>This is a mistake in the program. Try again; if it happens again, report it together with the details.</source>
        <translation>Это ошибка в программе. Попробуйте снова; если она повторится, сообщите о ней вместе с подробностями.</translation>
    </message>
    <message>
        <source>You are not in a call.</source>
        <translation>Вы сейчас ни с кем не говорите.</translation>
    </message>
    <message>
        <source>You are waiting for a call.</source>
        <translation>Вы ждёте звонка.</translation>
    </message>
    <message>
        <source>Viz is connecting to the other side.</source>
        <translation>Viz соединяется с собеседником.</translation>
    </message>
    <message>
        <source>Somebody is calling you.</source>
        <translation>Вам кто-то звонит.</translation>
    </message>
    <message>
        <source>Waiting for the other side to answer.</source>
        <translation>Ждём, когда собеседник ответит.</translation>
    </message>
    <message>
        <source>You are in a call.</source>
        <translation>Идёт разговор.</translation>
    </message>
    <message>
        <source>The call is over.</source>
        <translation>Звонок окончен.</translation>
    </message>
    <message>
        <source>Not verified: only an address was known. Compare the five words first.</source>
        <translation>Не проверено: был известен только адрес. Сначала сверьте пять слов.</translation>
    </message>
    <message>
        <source>Verified: you both hold the same invite.</source>
        <translation>Проверено: у вас обоих одно приглашение.</translation>
    </message>
    <message>
        <source>Verified: you compared the five words.</source>
        <translation>Проверено: вы сверили пять слов.</translation>
    </message>
    <message>
        <source>Paste the invite that you were sent, or a tunnel&apos;s address.</source>
        <translation>Вставьте полученное приглашение или адрес туннеля.</translation>
    </message>
    <message>
        <source>This is too long for an address. Copy only the invite, without the text around it.</source>
        <translation>Для адреса это слишком длинно. Скопируйте только приглашение, без текста вокруг.</translation>
    </message>
    <message>
        <source>Viz cannot call this kind of address. An invite begins with viz1:, the address of a tunnel with https:// or wss://.</source>
        <translation>По такому адресу Viz звонить не умеет. Приглашение начинается с viz1:, адрес туннеля с https:// или wss://.</translation>
    </message>
    <message>
        <source>The name of the computer is missing. Copy the whole address again.</source>
        <translation>Не хватает имени компьютера. Скопируйте адрес ещё раз целиком.</translation>
    </message>
    <message>
        <source>No address has such characters. Copy the address again, without spaces in it.</source>
        <translation>Таких знаков в адресе не бывает. Скопируйте адрес ещё раз, без пробелов.</translation>
    </message>
    <message>
        <source>The number after the colon must be a port between 1 and 65535.</source>
        <translation>Число после двоеточия должно быть портом от 1 до 65535.</translation>
    </message>
    <message>
        <source>The address has a user name in it, which is a common trick of fraudsters. Ask for the address again.</source>
        <translation>В адресе есть имя пользователя, это частая уловка мошенников. Попросите адрес ещё раз.</translation>
    </message>
    <message>
        <source>This is the address of a web page. Remove the question mark and everything after it.</source>
        <translation>Это адрес веб-страницы. Уберите вопросительный знак и всё после него.</translation>
    </message>
    <message>
        <source>The end of the invite is missing. Copy it again, to the last character.</source>
        <translation>Не хватает конца приглашения. Скопируйте его ещё раз до последнего знака.</translation>
    </message>
    <message>
        <source>There is something after the end of the invite. Copy only the invite.</source>
        <translation>После приглашения есть что-то лишнее. Скопируйте только приглашение.</translation>
    </message>
    <message>
        <source>A character in the invite does not belong there. Copy it again instead of typing it.</source>
        <translation>В приглашении есть недопустимый знак. Скопируйте его, а не набирайте вручную.</translation>
    </message>
    <message>
        <source>A character of the invite was changed on the way. Copy it again.</source>
        <translation>Один из знаков приглашения изменился в пути. Скопируйте его ещё раз.</translation>
    </message>
    <message>
        <source>The invite was made by a newer Viz. Install the newest version.</source>
        <translation>Приглашение создано более новым Viz. Установите новейшую версию.</translation>
    </message>
    <message>
        <source>Everything after the # of the invite was cut off. Copy the invite again, to its end.</source>
        <translation>Всё после знака # в приглашении пропало. Скопируйте приглашение ещё раз до конца.</translation>
    </message>
    <message>
        <source>Will connect to %1. The way there shows that you call, but not what you say. The invite proves who answers.</source>
        <translation>Соединение пойдёт к %1. По пути будет видно, что вы звоните, но не о чём говорите. Приглашение докажет, кто ответил.</translation>
    </message>
    <message>
        <source>Will connect to %1. The way there shows that you call, but not what you say. You compare five words in the call.</source>
        <translation>Соединение пойдёт к %1. По пути будет видно, что вы звоните, но не о чём говорите. В разговоре вы сверите пять слов.</translation>
    </message>
    <message>
        <source>Will connect securely to %1. The invite proves who answers.</source>
        <translation>Защищённое соединение пойдёт к %1. Приглашение докажет, кто ответил.</translation>
    </message>
    <message>
        <source>Will connect securely to %1. You compare five words in the call.</source>
        <translation>Защищённое соединение пойдёт к %1. В разговоре вы сверите пять слов.</translation>
    </message>
    <message>
        <source>Paste the address that the tunnel printed.</source>
        <translation>Вставьте адрес, который напечатал туннель.</translation>
    </message>
    <message>
        <source>The invite below leads to %1.</source>
        <translation>Приглашение ниже ведёт к %1.</translation>
    </message>
    <message>
        <source>The invite below leads to %1. The way there is not encrypted; the call itself is.</source>
        <translation>Приглашение ниже ведёт к %1. Путь туда не зашифрован; сам звонок зашифрован.</translation>
    </message>
    <message>
        <source>The call is interrupted. Viz is reconnecting.</source>
        <translation>Разговор прервался. Viz восстанавливает связь.</translation>
    </message>
    <message>
        <source>Leads to %1.</source>
        <translation>Ведёт на %1.</translation>
    </message>
    <message>
        <source>Leads to %1. The way there is not encrypted; the call itself is.</source>
        <translation>Ведёт на %1. Путь туда не зашифрован, но сам разговор зашифрован.</translation>
    </message>
    <message>
        <source>Nothing came from the other side any more. Viz tries for two minutes to bring a call back. Check that both of you are online and that the tunnel still runs, then wait for a call or ask for a new invite.</source>
        <translation>От собеседника больше ничего не приходило. Viz две минуты пытается восстановить прерванный разговор. Проверьте, что вы оба в сети и что туннель работает, затем снова ждите звонка или попросите новое приглашение.</translation>
    </message>
    <message>
        <source>The other side takes only calls that come with its invite, or its tunnel is gone.</source>
        <translation>Собеседник принимает звонки только по своему приглашению, или его туннель закрыт.</translation>
    </message>
    <message>
        <source>You called with an address alone. Ask for the invite, which begins with viz1:, and paste it whole. If it still does not work, ask whether the tunnel is open.</source>
        <translation>Вы позвонили по одному адресу. Попросите приглашение, которое начинается с viz1:, и вставьте его целиком. Если и это не поможет, спросите, открыт ли туннель.</translation>
    </message>
    <message>
        <source>It is an old one, or the tunnel is gone: every time somebody starts to wait for a call, there is a new invite. Ask for the newest one.</source>
        <translation>Оно старое, или туннель закрыт: для каждого ожидания звонка создаётся новое приглашение. Попросите самое новое.</translation>
    </message>
</context>
<context>
    <name>viz::TalkingSection</name>
    <message>
        <source>Talking</source>
        <translation>Разговор</translation>
    </message>
    <message>
        <source>Your microphone is on</source>
        <translation>Ваш микрофон включён</translation>
    </message>
    <message>
        <source>During the whole call</source>
        <translation>Весь разговор</translation>
    </message>
    <message>
        <source>While you speak</source>
        <translation>Пока вы говорите</translation>
    </message>
    <message>
        <source>While you hold a key</source>
        <translation>Пока вы держите клавишу</translation>
    </message>
    <message>
        <source>Mute always comes first.</source>
        <translation>Выключенный вами микрофон остаётся выключенным.</translation>
    </message>
    <message>
        <source>Begin every call muted</source>
        <translation>Начинать разговор без микрофона</translation>
    </message>
    <message>
        <source>Call sounds</source>
        <translation>Звуковые сигналы</translation>
    </message>
    <message>
        <source>Ringing, and short tones when a call begins, is interrupted or ends.</source>
        <translation>Звонок и короткие сигналы, когда разговор начинается, прерывается или кончается.</translation>
    </message>
    <message>
        <source>Key to hold while you talk</source>
        <translation>Клавиша, которую держать во время речи</translation>
    </message>
    <message>
        <source>The key counts in other windows, too</source>
        <translation>Клавиша действует и в других окнах</translation>
    </message>
    <message>
        <source>For a key that counts in every window, let your desktop&apos;s keyboard settings start “viz ctl toggle-talk”.</source>
        <translation>Чтобы клавиша действовала во всех окнах, назначьте ей в настройках клавиатуры вашей системы команду «viz ctl toggle-talk».</translation>
    </message>
    <message>
        <source>Choose the key once more: Viz has to know where on the keyboard it is.</source>
        <translation>Выберите клавишу ещё раз: Viz нужно знать, где она находится на клавиатуре.</translation>
    </message>
    <message>
        <source>During a call other programs do not get this key: choose one that you type nothing with.</source>
        <translation>Во время разговора другие программы эту клавишу не получают: выберите такую, которой вы ничего не печатаете.</translation>
    </message>
</context>
<context>
    <name>viz::TrayIcon</name>
    <message>
        <source>Show Viz</source>
        <translation>Показать Viz</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>Выкл. микрофон</translation>
    </message>
    <message>
        <source>End the call</source>
        <translation>Завершить звонок</translation>
    </message>
    <message>
        <source>Quit Viz</source>
        <translation>Выйти из Viz</translation>
    </message>
    <message>
        <source>Viz</source>
        <translation>Viz</translation>
    </message>
    <message>
        <source>Somebody is calling</source>
        <translation>Вам звонят</translation>
    </message>
    <message>
        <source>%1 is calling</source>
        <translation>Вам звонит %1</translation>
    </message>
    <message>
        <source>Click here to see who it is.</source>
        <translation>Нажмите здесь, чтобы открыть Viz.</translation>
    </message>
</context>
<context>
    <name>viz::TunnelPicker</name>
    <message>
        <source>More</source>
        <translation>Другие</translation>
    </message>
    <message>
        <source>Shows the other tunnels that Viz knows.</source>
        <translation>Показывает остальные туннели, которые знает Viz.</translation>
    </message>
</context>
<context>
    <name>viz::TunnelProgress</name>
    <message>
        <source>%1 starts and gets an address for you. This takes a few seconds.</source>
        <translation>%1 запускается и получает для вас адрес. Это займёт несколько секунд.</translation>
    </message>
    <message>
        <source>%1 has an address for you and is connecting.</source>
        <translation>%1 получил для вас адрес и подключается.</translation>
    </message>
    <message>
        <source>The tunnel through %1 is open, until you leave this page or the call ends.</source>
        <translation>Туннель через %1 открыт, пока вы ждёте звонка или разговариваете.</translation>
    </message>
    <message>
        <source>The tunnel through %1 is started anew.</source>
        <translation>Туннель через %1 запускается заново.</translation>
    </message>
    <message>
        <source>The tunnel through %1 broke off. Viz starts it again in a moment.</source>
        <translation>Туннель через %1 оборвался. Сейчас Viz запустит его снова.</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Подробнее</translation>
    </message>
    <message>
        <source>What the program says</source>
        <translation>Что сообщает программа</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Остановить</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>The program has said nothing yet.</source>
        <translation>Программа пока ничего не сообщила.</translation>
    </message>
    <message>
        <source>Hides what the program says.</source>
        <translation>Скрывает сообщения программы.</translation>
    </message>
    <message>
        <source>Shows what the program says.</source>
        <translation>Показывает сообщения программы.</translation>
    </message>
    <message>
        <source>Copy what the program says</source>
        <translation>Копировать, что говорит программа</translation>
    </message>
</context>
<context>
    <name>viz::TunnelProvider</name>
    <message>
        <source>No account. Made for tests, without a promise that it works. New address each time.</source>
        <translation>Без учётной записи. Сделан для проб, работа не гарантируется. Каждый раз новый адрес.</translation>
    </message>
    <message>
        <source>Cloudflare carries a large part of the web and sees both sides&apos; addresses.</source>
        <translation>Через Cloudflare идёт большая часть веба; он видит адреса обеих сторон.</translation>
    </message>
    <message>
        <source>Free account: 1 GB a month from host to callers, about 80 hours of calls.</source>
        <translation>Бесплатная учётная запись: 1 ГБ в месяц от вас к собеседникам, около 80 часов разговоров.</translation>
    </message>
    <message>
        <source>ngrok ties the address to your account.</source>
        <translation>ngrok связывает адрес с вашей учётной записью.</translation>
    </message>
    <message>
        <source>Nothing to install. Slow at times; the address changes every few hours, which a call survives.</source>
        <translation>Ничего не нужно устанавливать. Порой работает медленно; адрес меняется каждые несколько часов, но разговор это переживёт.</translation>
    </message>
    <message>
        <source>A small service run by one company.</source>
        <translation>Небольшой сервис одной компании.</translation>
    </message>
    <message>
        <source>Free account. The address stays the same. The bandwidth is limited, enough for calls.</source>
        <translation>Бесплатная учётная запись. Адрес не меняется. Скорость ограничена, но для разговоров её хватает.</translation>
    </message>
    <message>
        <source>The address names this computer and your tailnet.</source>
        <translation>В адресе видны имена этого компьютера и вашей сети Tailscale.</translation>
    </message>
    <message>
        <source>Your own server with nginx or Caddy. No limits but its own.</source>
        <translation>Ваш собственный сервер с nginx или Caddy. Других ограничений, кроме его собственных, нет.</translation>
    </message>
    <message>
        <source>Only your server&apos;s provider sees the addresses of those who call.</source>
        <translation>Адреса звонящих видит только тот, у кого размещён ваш сервер.</translation>
    </message>
    <message>
        <source>Nothing to install. Closed after 60 minutes, then a new address.</source>
        <translation>Ничего не нужно устанавливать. Через 60 минут закрывается, затем будет новый адрес.</translation>
    </message>
    <message>
        <source>The address contains this computer&apos;s public IP address.</source>
        <translation>Адрес содержит внешний IP-адрес этого компьютера.</translation>
    </message>
    <message>
        <source>Free account with a daily amount of data. Can run on a server of your own.</source>
        <translation>Бесплатная учётная запись с дневным объёмом данных. Может работать и на собственном сервере.</translation>
    </message>
    <message>
        <source>zrok ties the address to your account.</source>
        <translation>zrok связывает адрес с вашей учётной записью.</translation>
    </message>
    <message>
        <source>Microsoft or GitHub account: 5 GB a month, 10 tunnels. A preview without a promise.</source>
        <translation>Учётная запись Microsoft или GitHub: 5 ГБ в месяц, 10 туннелей. Предварительная версия без гарантий.</translation>
    </message>
    <message>
        <source>Microsoft ties the address to your account.</source>
        <translation>Microsoft связывает адрес с вашей учётной записью.</translation>
    </message>
    <message>
        <source>No account. Stalls and fails more often than the others.</source>
        <translation>Без учётной записи. Зависает и отказывает чаще других.</translation>
    </message>
    <message>
        <source>One volunteer&apos;s server.</source>
        <translation>Сервер одного добровольца.</translation>
    </message>
    <message>
        <source>No account, no stated limits.</source>
        <translation>Без учётной записи и без объявленных ограничений.</translation>
    </message>
    <message>
        <source>Without TLS: everybody on the way sees that it is Viz. Strangers try all its ports.</source>
        <translation>Без TLS: каждый на пути видит, что это Viz. Посторонние перебирают все его порты.</translation>
    </message>
    <message>
        <source>Your own server with frps. Viz&apos;s port must be the localPort in the file.</source>
        <translation>Ваш собственный сервер с frps. Порт Viz должен быть указан в файле как localPort.</translation>
    </message>
</context>
<context>
    <name>viz::TunnelStep</name>
    <message>
        <source>Start it for me</source>
        <translation>Запустить за меня</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Команда</translation>
    </message>
    <message>
        <source>Run this in a terminal and leave it running:</source>
        <translation>Выполните это в терминале и не закрывайте его:</translation>
    </message>
    <message>
        <source>Do it by hand</source>
        <translation>Сделать вручную</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>Копировать команду</translation>
    </message>
    <message>
        <source>Hides the command for a terminal.</source>
        <translation>Скрывает команду для терминала.</translation>
    </message>
    <message>
        <source>Shows the command for a terminal.</source>
        <translation>Показывает команду для терминала.</translation>
    </message>
</context>
<context>
    <name>viz::TunnelWords</name>
    <message>
        <source>The program %1 is not installed: install it, or choose another tunnel.</source>
        <translation>Программа %1 не установлена: установите её или выберите другой туннель.</translation>
    </message>
    <message>
        <source>The program %1 is there but does not start: check its permissions.</source>
        <translation>Программа %1 есть, но не запускается: проверьте права на её запуск.</translation>
    </message>
    <message>
        <source>The tunnel %1 needs the setting “%2” in tunnels.json.</source>
        <translation>Туннелю %1 нужна настройка «%2» в файле tunnels.json.</translation>
    </message>
    <message>
        <source>%1 needs an account: log in with its program %2 once, then try again.</source>
        <translation>Для %1 нужна учётная запись: один раз войдите с помощью программы %2 и попробуйте снова.</translation>
    </message>
    <message>
        <source>%1 is not switched on for this account or computer: see “Details” for what it asks for.</source>
        <translation>%1 не включён для этой учётной записи или компьютера: чего не хватает, видно в «Подробнее».</translation>
    </message>
    <message>
        <source>%1 lets no more through: its limit is reached. Close other tunnels, wait, or choose another one.</source>
        <translation>%1 больше не пропускает: достигнут его предел. Закройте другие туннели, подождите или выберите другой.</translation>
    </message>
    <message>
        <source>The server of %1 refused: check user name, key and its permission to forward ports.</source>
        <translation>Сервер %1 отказал: проверьте имя пользователя, ключ и разрешение на проброс портов.</translation>
    </message>
    <message>
        <source>The server of %1 is not the one of last time: somebody may be in between. Do not go on before you know why.</source>
        <translation>Сервер %1 не тот, что в прошлый раз: возможно, кто-то встал посередине. Не продолжайте, пока не узнаете причину.</translation>
    </message>
    <message>
        <source>The port on the far side of %1 is taken: wait a minute until it lets go of an old tunnel.</source>
        <translation>Порт на той стороне %1 занят: подождите минуту, пока освободится старый туннель.</translation>
    </message>
    <message>
        <source>%1 cannot be reached: check this computer&apos;s network.</source>
        <translation>%1 недоступен: проверьте сеть этого компьютера.</translation>
    </message>
    <message>
        <source>%1 started but named no address in time: try again, or choose another tunnel.</source>
        <translation>%1 запустился, но не назвал адрес вовремя: попробуйте снова или выберите другой туннель.</translation>
    </message>
    <message>
        <source>%1 named an address but did not connect: the network may block it. Choose another tunnel.</source>
        <translation>%1 назвал адрес, но не подключился: возможно, его блокирует сеть. Выберите другой туннель.</translation>
    </message>
    <message>
        <source>%1 ended by itself: see “Details” for what it said.</source>
        <translation>%1 завершился сам: что он сообщил, видно в «Подробнее».</translation>
    </message>
    <message>
        <source>Tested from outside: the invite reaches you.</source>
        <translation>Проверено снаружи: приглашение ведёт к вам.</translation>
    </message>
    <message>
        <source>The address answers with a web page (status %1) instead of Viz.</source>
        <translation>По этому адресу отвечает веб-страница (код %1), а не Viz.</translation>
    </message>
    <message>
        <source>The address answers, but does not know this invite (status 404): the tunnel is gone, or leads elsewhere.</source>
        <translation>Адрес отвечает, но не знает этого приглашения (код 404): туннель закрылся или ведёт в другое место.</translation>
    </message>
    <message>
        <source>The tunnel has too much to do (status 429): wait a little, or choose another one.</source>
        <translation>Туннель перегружен (код 429): подождите немного или выберите другой.</translation>
    </message>
    <message>
        <source>The tunnel&apos;s service does not reach this computer (status %1): start the tunnel anew.</source>
        <translation>Сервис туннеля не может достучаться до этого компьютера (код %1): запустите туннель заново.</translation>
    </message>
    <message>
        <source>There is no such address: check it, or start the tunnel anew.</source>
        <translation>Такого адреса нет: проверьте его или запустите туннель заново.</translation>
    </message>
    <message>
        <source>The new address is not known everywhere yet: this can take a minute.</source>
        <translation>Новый адрес ещё не везде известен: на это может уйти минута.</translation>
    </message>
    <message>
        <source>The tunnel&apos;s certificate is not trusted: check this computer&apos;s clock and the address.</source>
        <translation>Сертификату туннеля нет доверия: проверьте часы этого компьютера и адрес.</translation>
    </message>
    <message>
        <source>The address does not answer.</source>
        <translation>Адрес не отвечает.</translation>
    </message>
    <message>
        <source>The address cannot be reached: check this computer&apos;s network.</source>
        <translation>Адрес недоступен: проверьте сеть этого компьютера.</translation>
    </message>
    <message>
        <source>The address leads to another Viz, or somebody in between answers for it: start the tunnel anew.</source>
        <translation>Адрес ведёт к другой программе Viz, или за него отвечает кто-то посередине: запустите туннель заново.</translation>
    </message>
    <message>
        <source>Your computer becomes reachable through %1, for callers with your invite or address. %1 sees your IP address, when and how long you talk, and the encrypted messages.</source>
        <translation>Ваш компьютер станет доступен через %1 тем, у кого есть ваше приглашение или адрес. %1 видит ваш IP-адрес, когда и как долго вы разговариваете, и зашифрованные сообщения.</translation>
    </message>
    <message>
        <source>Your computer becomes reachable through %1, for callers with your invite or address. %1 sees your IP address, when and how long you talk, and how much is sent.</source>
        <translation>Ваш компьютер станет доступен через %1 тем, у кого есть ваше приглашение или адрес. %1 видит ваш IP-адрес, когда и как долго вы разговариваете и сколько данных передано.</translation>
    </message>
    <message>
        <source>Your computer becomes reachable through your own server, for callers with your invite or address.</source>
        <translation>Ваш компьютер станет доступен через ваш собственный сервер тем, у кого есть ваше приглашение или адрес.</translation>
    </message>
</context>
<context>
    <name>viz::VolumeSlider</name>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
</context>
<context>
    <name>viz::WordsPanel</name>
    <message>
        <source>Read these words to each other. If they differ, somebody is listening in.</source>
        <translation>Прочитайте эти слова друг другу. Если они разные, вас подслушивают.</translation>
    </message>
    <message>
        <source>They match</source>
        <translation>Совпадают</translation>
    </message>
    <message>
        <source>They do not match</source>
        <translation>Не совпадают</translation>
    </message>
    <message>
        <source>To be quite sure, you can compare these words:
%1</source>
        <translation>Для полной уверенности можно сверить слова:
%1</translation>
    </message>
    <message>
        <source>You compared these words:
%1</source>
        <translation>Вы сверили эти слова:
%1</translation>
    </message>
</context>
</TS>
