package dev.sallyport.server.browser;

import java.util.Random;
import java.util.stream.IntStream;

/** What may happen to the tabs of one person, and how often it does beside the others. */
enum Happening {
    ALL_ASK(8),
    TIME_PASSES(8),
    A_TAB_IS_OPENED(3),
    A_TAB_IS_CLOSED(3),
    A_TAB_IS_LOADED_ANEW(3),
    TABS_ARE_HIDDEN(3),
    TABS_ARE_SHOWN(3),
    THE_CLOCK_IS_SET(3),
    AN_ANSWER_IS_LOST(5),
    THE_NETWORK_IS_AWAY(3),
    AN_ANSWER_IS_LOST_AND_THE_NETWORK_AWAY(3),
    A_REFRESH_HANGS_AS_A_TAB_DIES(3),
    AN_ANSWER_HANGS_AS_A_TAB_DIES(3),
    THE_SERVER_IS_BUSY(2),
    A_PROXY_ANSWERS(2),
    THE_SERVER_IS_KILLED_AND_STARTED(1),
    THE_GRACE_PASSES_WITHOUT_THE_ANSWER(1),
    SOMEBODY_SIGNS_OUT(1);

    private final int weight;

    Happening(int weight) {
        this.weight = weight;
    }

    static Happening drawn(Random dice) {
        Happening[] all = values();
        int[] lots = IntStream.range(0, all.length)
                .flatMap(index -> IntStream.generate(() -> index).limit(all[index].weight))
                .toArray();
        return all[lots[dice.nextInt(lots.length)]];
    }
}
