<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ru_RU">
<context>
    <name>viz::CallPage</name>
    <message>
        <source>Your level</source>
        <translation>Ваш уровень звука</translation>
    </message>
    <message>
        <source>Level of the other side</source>
        <translation>Уровень звука собеседника</translation>
    </message>
    <message>
        <source>End call</source>
        <translation>Завершить</translation>
    </message>
    <message>
        <source>The other side</source>
        <translation>Собеседник</translation>
    </message>
    <message>
        <source>The other side has muted the microphone.</source>
        <translation>Собеседник выключил микрофон.</translation>
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
        <source>You are muted. The other side does not hear you.</source>
        <translation>Ваш микрофон выключен. Собеседник вас не слышит.</translation>
    </message>
    <message>
        <source>Length of the call</source>
        <translation>Длительность звонка</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Вы</translation>
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
        <source>Sent</source>
        <translation>Отправлено</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Получено</translation>
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
        <source>Hides the parts of the delay.</source>
        <translation>Скрывает составные части задержки.</translation>
    </message>
    <message>
        <source>Shows the parts of the delay.</source>
        <translation>Показывает составные части задержки.</translation>
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
        <translation>Принять звонок</translation>
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
        <source>Microphone</source>
        <translation>Микрофон</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Звук</translation>
    </message>
</context>
<context>
    <name>viz::HostingPage</name>
    <message>
        <source>Command</source>
        <translation>Команда</translation>
    </message>
    <message>
        <source>Invite</source>
        <translation>Приглашение</translation>
    </message>
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
        <source>Back</source>
        <translation>Назад</translation>
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
        <source>Run one of these commands in a terminal and leave it running.</source>
        <translation>Выполните одну из этих команд в терминале и не закрывайте его.</translation>
    </message>
    <message>
        <source>2. Paste the address that it prints</source>
        <translation>2. Вставьте адрес, который она напечатает</translation>
    </message>
    <message>
        <source>Address of the tunnel</source>
        <translation>Адрес туннеля</translation>
    </message>
    <message>
        <source>3. Send the invite to one person</source>
        <translation>3. Отправьте приглашение одному человеку</translation>
    </message>
    <message>
        <source>Until then, the invite works only on this computer.</source>
        <translation>Без него приглашение действует только на этом компьютере.</translation>
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
        <source>Nothing came from the other side any more. Check that both of you are online and that the tunnel still runs, then wait for a call or ask for a new invite.</source>
        <translation>От собеседника больше ничего не приходило. Проверьте, что вы оба в сети и что туннель работает, затем снова ждите звонка или попросите новое приглашение.</translation>
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
        <source>The other side takes only calls that come with its invite.</source>
        <translation>Собеседник принимает звонки только по своему приглашению.</translation>
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
        <source>You called with an address alone. Ask for the invite, which begins with viz1:, and paste it whole.</source>
        <translation>Вы позвонили по одному адресу. Попросите приглашение, которое начинается с viz1:, и вставьте его целиком.</translation>
    </message>
    <message>
        <source>It is probably an old one: every time somebody starts to wait for a call, there is a new invite. Ask for the newest one.</source>
        <translation>Скорее всего, оно старое: для каждого ожидания звонка создаётся новое приглашение. Попросите самое новое.</translation>
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
        <source>Another program, perhaps a second Viz, uses the same port. Close it and try again, or start Viz with another port.</source>
        <translation>Этот порт занят другой программой, возможно, вторым Viz. Закройте её и попробуйте снова или запустите Viz с другим портом.</translation>
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
        <source>Allow it in the privacy settings of your system, then try again.</source>
        <translation>Разрешите доступ в настройках конфиденциальности системы и попробуйте снова.</translation>
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
</context>
<context>
    <name>viz::TunnelGuide</name>
    <message>
        <source>No account needed. The address it prints ends in trycloudflare.com.</source>
        <translation>Учётная запись не нужна. Адрес оканчивается на trycloudflare.com.</translation>
    </message>
    <message>
        <source>Needs a free account. The address stands after “Forwarding”.</source>
        <translation>Нужна бесплатная учётная запись. Адрес стоит после слова «Forwarding».</translation>
    </message>
    <message>
        <source>Nothing to install where ssh is. The address ends in lhr.life and changes every few hours.</source>
        <translation>Если есть ssh, ничего устанавливать не нужно. Адрес оканчивается на lhr.life и меняется каждые несколько часов.</translation>
    </message>
</context>
<context>
    <name>viz::WordsPanel</name>
    <message>
        <source>Read these words to each other. If they differ, somebody is listening in.</source>
        <translation>Прочитайте эти слова друг другу. Если они разные, вас подслушивают.</translation>
    </message>
    <message>
        <source>To be quite sure, you can compare these words.</source>
        <translation>Для полной уверенности можно сверить эти слова.</translation>
    </message>
    <message>
        <source>You compared these words.</source>
        <translation>Вы сверили эти слова.</translation>
    </message>
    <message>
        <source>They match</source>
        <translation>Совпадают</translation>
    </message>
    <message>
        <source>They do not match</source>
        <translation>Не совпадают</translation>
    </message>
</context>
</TS>
