// Slack's emoji names, as far as apps use them commonly. An unknown name stays as it was typed: ":name:".
const TABLE = `
+1 👍 thumbsup 👍 -1 👎 thumbsdown 👎 ok_hand 👌 wave 👋 clap 👏 raised_hands 🙌 pray 🙏 muscle 💪 point_right 👉
point_left 👈 point_up ☝️ point_down 👇 point_up_2 👆 raised_hand ✋ hand ✋ writing_hand ✍️ handshake 🤝 eyes 👀 eye 👁️
smile 😄 smiley 😃 grinning 😀 grin 😁 blush 😊 slightly_smiling_face 🙂 wink 😉 joy 😂 rofl 🤣 sweat_smile 😅
heart_eyes 😍 thinking_face 🤔 neutral_face 😐 face_with_rolling_eyes 🙄 relieved 😌 sleeping 😴 sunglasses 😎 cry 😢
sob 😭 scream 😱 angry 😠 rage 😡 worried 😟 disappointed 😞 exploding_head 🤯 partying_face 🥳 saluting_face 🫡
white_check_mark ✅ heavy_check_mark ✔️ ballot_box_with_check ☑️ x ❌ negative_squared_cross_mark ❎ warning ⚠️
no_entry ⛔ no_entry_sign 🚫 octagonal_sign 🛑 construction 🚧 rotating_light 🚨 fire 🔥 fire_engine 🚒 sos 🆘 boom 💥
bulb 💡 information_source ℹ️ question ❓ grey_question ❔ exclamation ❗ heavy_exclamation_mark ❗ bangbang ‼️
red_circle 🔴 large_orange_circle 🟠 large_yellow_circle 🟡 large_green_circle 🟢 large_blue_circle 🔵 large_purple_circle 🟣
white_circle ⚪ black_circle ⚫ large_red_square 🟥 large_orange_square 🟧 large_yellow_square 🟨 large_green_square 🟩
large_blue_square 🟦 white_large_square ⬜ black_large_square ⬛ white_small_square ▫️ black_small_square ▪️
small_blue_diamond 🔹 small_orange_diamond 🔸 large_blue_diamond 🔷 large_orange_diamond 🔶 small_red_triangle 🔺
small_red_triangle_down 🔻 arrow_right ➡️ arrow_left ⬅️ arrow_up ⬆️ arrow_down ⬇️ arrow_forward ▶️ rewind ⏪
fast_forward ⏩ leftwards_arrow_with_hook ↩️ arrow_right_hook ↪️ arrows_counterclockwise 🔄 repeat 🔁 back 🔙 soon 🔜
double_vertical_bar ⏸️ pause_button ⏸️ black_square_for_stop ⏹️ heavy_plus_sign ➕ heavy_minus_sign ➖ link 🔗 lock 🔒
unlock 🔓 key 🔑 bell 🔔 no_bell 🔕 mega 📣 loudspeaker 📢 speech_balloon 💬 thought_balloon 💭 email 📧 envelope ✉️
incoming_envelope 📨 envelope_with_arrow 📩 mailbox 📫 inbox_tray 📥 outbox_tray 📤 package 📦 memo 📝 pencil 📝 pencil2 ✏️
clipboard 📋 page_facing_up 📄 page_with_curl 📃 bookmark 🔖 books 📚 book 📖 calendar 📆 date 📅 spiral_calendar_pad 🗓️
clock1 🕐 clock9 🕘 clock12 🕛 alarm_clock ⏰ stopwatch ⏱️ timer_clock ⏲️ hourglass ⌛ hourglass_flowing_sand ⏳ watch ⌚
chart_with_upwards_trend 📈 chart_with_downwards_trend 📉 bar_chart 📊 mag 🔍 mag_right 🔎 wrench 🔧 hammer 🔨
hammer_and_wrench 🛠️ gear ⚙️ toolbox 🧰 test_tube 🧪 microscope 🔬 telescope 🔭 bug 🐛 beetle 🐞 shield 🛡️
rocket 🚀 ship 🚢 airplane ✈️ car 🚗 checkered_flag 🏁 triangular_flag_on_post 🚩 tada 🎉 confetti_ball 🎊 gift 🎁
trophy 🏆 medal 🏅 star ⭐ star2 🌟 sparkles ✨ zap ⚡ sunny ☀️ cloud ☁️ umbrella ☔ snowflake ❄️ rainbow 🌈 earth_africa 🌍
earth_americas 🌎 globe_with_meridians 🌐 seedling 🌱 evergreen_tree 🌲 herb 🌿 four_leaf_clover 🍀 coffee ☕ beer 🍺 cake 🍰
pizza 🍕 heart ❤️ green_heart 💚 blue_heart 💙 yellow_heart 💛 purple_heart 💜 broken_heart 💔 100 💯
robot_face 🤖 ghost 👻 skull 💀 busts_in_silhouette 👥 bust_in_silhouette 👤 office 🏢 house 🏠 factory 🏭 computer 💻
desktop_computer 🖥️ keyboard ⌨️ iphone 📱 telephone_receiver 📞 satellite_antenna 📡 electric_plug 🔌 battery 🔋
credit_card 💳 moneybag 💰 label 🏷️ pushpin 📌 round_pushpin 📍 paperclip 📎 scissors ✂️ wastebasket 🗑️ art 🎨 dart 🎯
game_die 🎲 jigsaw 🧩 compass 🧭 world_map 🗺️ ledger 📒 scroll 📜 newspaper 📰 file_folder 📁 open_file_folder 📂
file_cabinet 🗄️ card_index 📇 recycle ♻️ new 🆕 up 🆙 ok 🆗 free 🆓 one 1️⃣ two 2️⃣ three 3️⃣ four 4️⃣ five 5️⃣ six 6️⃣ seven 7️⃣
eight 8️⃣ nine 9️⃣ zero 0️⃣ keycap_ten 🔟 a 🅰️ b 🅱️ adhesive_bandage 🩹 ambulance 🚑 crossed_fingers 🤞 vertical_traffic_light 🚦
traffic_light 🚥 umbrella_on_ground ⛱️ balloon 🎈 person_running 🏃 runner 🏃 turtle 🐢 snail 🐌 whale 🐳 penguin 🐧 owl 🦉 cat 🐱 dog 🐶
`;

const words = TABLE.trim().split(/\s+/);
const CHARACTERS = new Map();
for (let i = 0; i < words.length; i += 2) CHARACTERS.set(words[i], words[i + 1]);

/** The character of a name such as "white_check_mark" (a skin tone after "::" is passed over), or ":name:". */
export function emoji(name) {
  return CHARACTERS.get(name.split("::")[0]) ?? `:${name}:`;
}

/** Text with every ":name:" that we know replaced. */
export function withEmoji(text) {
  return text.replace(/:([a-z0-9_+-]+):(?::skin-tone-\d:)?/g, (whole, name) => CHARACTERS.get(name) ?? whole);
}
