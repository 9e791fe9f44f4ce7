import shaka from "shaka-player/dist/shaka-player.compiled-es2021.js";

shaka.polyfill.installAll();

export default shaka;
