import ai.timefold.solver.core.api.domain.entity.PlanningEntity;
import ai.timefold.solver.core.api.domain.lookup.PlanningId;
import ai.timefold.solver.core.api.domain.solution.PlanningEntityCollectionProperty;
import ai.timefold.solver.core.api.domain.solution.PlanningScore;
import ai.timefold.solver.core.api.domain.solution.PlanningSolution;
import ai.timefold.solver.core.api.domain.valuerange.ValueRangeProvider;
import ai.timefold.solver.core.api.domain.variable.PlanningVariable;
import ai.timefold.solver.core.api.score.buildin.bendablelong.BendableLongScore;
import ai.timefold.solver.core.api.score.stream.Constraint;
import ai.timefold.solver.core.api.score.stream.ConstraintCollectors;
import ai.timefold.solver.core.api.score.stream.ConstraintFactory;
import ai.timefold.solver.core.api.score.stream.ConstraintProvider;
import ai.timefold.solver.core.api.score.stream.bi.BiConstraintStream;
import ai.timefold.solver.core.api.score.stream.uni.UniConstraintStream;
import ai.timefold.solver.core.api.solver.Solver;
import ai.timefold.solver.core.api.solver.SolverFactory;
import ai.timefold.solver.core.config.constructionheuristic.ConstructionHeuristicPhaseConfig;
import ai.timefold.solver.core.config.heuristic.selector.move.composite.UnionMoveSelectorConfig;
import ai.timefold.solver.core.config.heuristic.selector.move.generic.ChangeMoveSelectorConfig;
import ai.timefold.solver.core.config.heuristic.selector.move.generic.RuinRecreateMoveSelectorConfig;
import ai.timefold.solver.core.config.heuristic.selector.move.generic.SwapMoveSelectorConfig;
import ai.timefold.solver.core.config.localsearch.LocalSearchPhaseConfig;
import ai.timefold.solver.core.config.solver.SolverConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StreamTokenizer;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Timefold on counting rows, in a process of its own: numbers in, lines out.
 *
 * <p>One entity per open stretch, its variable a choice (nothing, an option, two options). A row
 * costs its price on its level for every unit that the choices use above its cap: level -1 is hard,
 * the others are the tiers as soft levels in their order. Construction heuristic and late
 * acceptance are Timefold's defaults, with ruin-and-recreate moves beside change and swap; one
 * thread (more are not part of the free edition).
 *
 * <p>What the numbers and lines mean is written in timefold.py beside this file.
 */
public final class TimefoldPeer {
  /** Soft levels: the annotation wants a constant; tiers that are not there stay 0. */
  static final int LEVELS = 16;

  static int tiers;
  static int[][] WAYS;
  static final Map<Integer, List<Stay>> STAYS = new HashMap<>();

  static final List<Row> ROWS = new ArrayList<>();

  /** At most so many units, else a price. */
  public static final class Row {
    int level;
    long price;
    long cap;
    boolean keyed;
    int bundle;

    public int getBundle() {
      return bundle;
    }
  }

  /** Some units of a row; the same use counts once in rows with keys. */
  public static final class Use {
    Row row;
    long weight;

    public Row getRow() {
      return row;
    }

    public long getWeight() {
      return weight;
    }
  }

  /** A limit of the work of one employed person in some weeks. */
  public static final class WorkWeek {
    long room;
    final List<Stay> fixed = new ArrayList<>();

    /** Minutes of work above the limit: time in charge and ways between places. */
    long above(List<Stay> taken) {
      Map<Integer, List<Stay>> days = new TreeMap<>();
      for (Stay stay : taken) {
        days.computeIfAbsent(stay.day, day -> new ArrayList<>()).add(stay);
      }
      long minutes = 0;
      for (Map.Entry<Integer, List<Stay>> entry : days.entrySet()) {
        List<Stay> there = new ArrayList<>();
        for (Stay stay : fixed) {
          if (stay.day == entry.getKey()) {
            there.add(stay);
          }
        }
        minutes -= work(there);
        there.addAll(entry.getValue());
        minutes += work(there);
      }
      return minutes - room;
    }

    private static long work(List<Stay> stays) {
      stays.sort(
          Comparator.<Stay>comparingInt(stay -> stay.start)
              .thenComparingInt(stay -> stay.end)
              .thenComparingInt(stay -> stay.place));
      long minutes = 0;
      int until = 0;
      int place = -1;
      for (Stay stay : stays) {
        if (place >= 0 && stay.place != place) {
          minutes += Math.max(0, Math.min(stay.start - until, WAYS[place][stay.place]));
        }
        minutes += Math.max(0, stay.end - Math.max(until, stay.start));
        until = Math.max(until, stay.end);
        place = stay.place;
      }
      return minutes;
    }
  }

  /** An employed person is with a child at a place. */
  public static final class Stay {
    WorkWeek week;
    int day;
    int place;
    int start;
    int end;

    public WorkWeek getWeek() {
      return week;
    }
  }

  /** One way to answer a stretch. */
  public static final class Choice {
    final List<Integer> options = new ArrayList<>();
    final long[] costs = new long[LEVELS];
    /** Uses by level (0 is hard) and whether they count once. */
    final List<List<Use>> uses = new ArrayList<>();
    final List<Stay> stays = new ArrayList<>();

    Choice() {
      for (int i = 0; i < 2 * (LEVELS + 1); i++) {
        uses.add(new ArrayList<>());
      }
    }
  }

  /** An open stretch of a child's day. */
  @PlanningEntity
  public static class Stretch {
    @PlanningId private int id;
    private List<Choice> choices = new ArrayList<>();
    @PlanningVariable private Choice choice;

    public int getId() {
      return id;
    }

    @ValueRangeProvider
    public List<Choice> getChoices() {
      return choices;
    }

    public Choice getChoice() {
      return choice;
    }

    public void setChoice(Choice choice) {
      this.choice = choice;
    }
  }

  /** All stretches of the days planned. */
  @PlanningSolution
  public static class Week {
    private List<Stretch> stretches = new ArrayList<>();

    @PlanningScore(bendableHardLevelsSize = 1, bendableSoftLevelsSize = LEVELS)
    private BendableLongScore score;

    @PlanningEntityCollectionProperty
    public List<Stretch> getStretches() {
      return stretches;
    }

    public void setStretches(List<Stretch> stretches) {
      this.stretches = stretches;
    }

    public BendableLongScore getScore() {
      return score;
    }

    public void setScore(BendableLongScore score) {
      this.score = score;
    }
  }

  /** Rows and costs as constraint streams, only for levels that have any. */
  public static class Rules implements ConstraintProvider {
    @Override
    public Constraint[] defineConstraints(ConstraintFactory factory) {
      List<Constraint> found = new ArrayList<>();
      for (int level = -1; level < LEVELS; level++) {
        for (boolean keyed : new boolean[] {false, true}) {
          int wanted = level;
          if (ROWS.stream().anyMatch(row -> row.level == wanted && row.keyed == keyed)) {
            found.add(above(factory, level, keyed));
          }
        }
      }
      for (int level = 0; level < tiers; level++) {
        int at = level;
        found.add(
            factory
                .forEach(Stretch.class)
                .filter(stretch -> stretch.getChoice().costs[at] != 0)
                .penalizeLong(weight(level), stretch -> stretch.getChoice().costs[at])
                .asConstraint("each, level " + level));
      }
      found.add(
          factory
              .forEach(Stretch.class)
              .map(stretch -> stretch.getChoice().stays)
              .flattenLast(stays -> stays)
              .groupBy(Stay::getWeek, ConstraintCollectors.toList())
              .filter((week, stays) -> week.above(stays) > 0)
              .penalizeLong(weight(-1), (week, stays) -> week.above(stays))
              .asConstraint("work weeks"));
      return found.toArray(new Constraint[0]);
    }

    private static Constraint above(ConstraintFactory factory, int level, boolean keyed) {
      int at = slot(level, keyed);
      UniConstraintStream<Use> used =
          factory
              .forEach(Stretch.class)
              .map(stretch -> stretch.getChoice().uses.get(at))
              .flattenLast(uses -> uses);
      UniConstraintStream<Use> counted = keyed ? used.groupBy(Function.identity()) : used;
      String name = (keyed ? "once, level " : "rows, level ") + level;
      BiConstraintStream<Row, Long> above =
          counted
              .groupBy(Use::getRow, ConstraintCollectors.sumLong(Use::getWeight))
              .filter((row, units) -> units > row.cap);
      if (level < 0) {
        return above
            .penalizeLong(weight(level), (row, units) -> row.price * (units - row.cap))
            .asConstraint(name);
      }
      // Of the rows of one bundle only the worst counts.
      return above
          .groupBy(
              (row, units) -> row.getBundle(),
              ConstraintCollectors.max(
                  (Row row, Long units) -> row.price * (units - row.cap)))
          .penalizeLong(weight(level), (bundle, price) -> price)
          .asConstraint(name);
    }

    private static BendableLongScore weight(int level) {
      return level < 0
          ? BendableLongScore.ofHard(1, LEVELS, 0, 1)
          : BendableLongScore.ofSoft(1, LEVELS, level, 1);
    }
  }

  static int slot(int level, boolean keyed) {
    return 2 * (level + 1) + (keyed ? 1 : 0);
  }

  /** Whole numbers from standard input, one after another. */
  static final class Numbers {
    private final StreamTokenizer tokens =
        new StreamTokenizer(new BufferedReader(new InputStreamReader(System.in)));

    int next() throws IOException {
      if (tokens.nextToken() != StreamTokenizer.TT_NUMBER) {
        throw new IOException("a number is missing");
      }
      return (int) tokens.nval;
    }
  }

  private static void readWeeks(Numbers numbers) throws IOException {
    int places = numbers.next();
    WAYS = new int[places][places];
    for (int[] row : WAYS) {
      for (int i = 0; i < places; i++) {
        row[i] = numbers.next();
      }
    }
    for (int i = numbers.next(); i > 0; i--) {
      WorkWeek week = new WorkWeek();
      week.room = numbers.next();
      for (int j = numbers.next(); j > 0; j--) {
        week.fixed.add(stay(numbers, week));
      }
      for (int j = numbers.next(); j > 0; j--) {
        int option = numbers.next();
        STAYS.computeIfAbsent(option, key -> new ArrayList<>()).add(stay(numbers, week));
      }
    }
  }

  private static Stay stay(Numbers numbers, WorkWeek week) throws IOException {
    Stay stay = new Stay();
    stay.week = week;
    stay.day = numbers.next();
    stay.place = numbers.next();
    stay.start = numbers.next();
    stay.end = numbers.next();
    return stay;
  }

  private static Week read(Numbers numbers, int levels) throws IOException {
    for (int i = numbers.next(); i > 0; i--) {
      Row row = new Row();
      row.level = numbers.next();
      row.price = numbers.next();
      row.cap = numbers.next();
      row.keyed = numbers.next() == 1;
      row.bundle = numbers.next();
      ROWS.add(row);
    }
    List<Use> uses = new ArrayList<>();
    for (int i = numbers.next(); i > 0; i--) {
      Use use = new Use();
      use.row = ROWS.get(numbers.next());
      use.weight = numbers.next();
      uses.add(use);
    }
    Week week = new Week();
    for (int count = numbers.next(), i = 0; i < count; i++) {
      Stretch stretch = new Stretch();
      stretch.id = i;
      for (int j = numbers.next(); j > 0; j--) {
        stretch.choices.add(choice(numbers, levels, uses));
      }
      week.stretches.add(stretch);
    }
    return week;
  }

  private static Choice choice(Numbers numbers, int levels, List<Use> uses) throws IOException {
    Choice choice = new Choice();
    for (int i = numbers.next(); i > 0; i--) {
      int option = numbers.next();
      choice.options.add(option);
      choice.stays.addAll(STAYS.getOrDefault(option, List.of()));
    }
    for (int level = 0; level < levels; level++) {
      choice.costs[level] = numbers.next();
    }
    for (int i = numbers.next(); i > 0; i--) {
      Use use = uses.get(numbers.next());
      choice.uses.get(slot(use.row.level, use.row.keyed)).add(use);
    }
    return choice;
  }

  private static String scores(BendableLongScore score, int levels) {
    StringBuilder text = new StringBuilder().append(score.hardScore(0));
    for (int level = 0; level < levels; level++) {
      text.append(' ').append(-score.softScore(level));
    }
    return text.toString();
  }

  public static void main(String[] arguments) throws IOException {
    Numbers numbers = new Numbers();
    int millis = numbers.next();
    int seed = numbers.next();
    int levels = numbers.next();
    tiers = levels;
    readWeeks(numbers);
    Week week = read(numbers, levels);
    SolverConfig config =
        new SolverConfig()
            .withSolutionClass(Week.class)
            .withEntityClasses(Stretch.class)
            .withConstraintProviderClass(Rules.class)
            .withRandomSeed((long) seed)
            .withPhases(
                new ConstructionHeuristicPhaseConfig(),
                new LocalSearchPhaseConfig()
                    .withMoveSelectorConfig(
                        new UnionMoveSelectorConfig()
                            .withMoveSelectors(
                                new ChangeMoveSelectorConfig(),
                                new SwapMoveSelectorConfig(),
                                new RuinRecreateMoveSelectorConfig())))
            .withTerminationSpentLimit(Duration.ofMillis(millis));
    Solver<Week> solver = SolverFactory.<Week>create(config).buildSolver();
    long began = System.nanoTime();
    long alive = System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
    System.out.println("start-up " + alive / 1e3);
    StringBuilder way = new StringBuilder();
    solver.addEventListener(
        event -> {
          BendableLongScore score = (BendableLongScore) event.getNewBestScore();
          if (event.isNewBestSolutionInitialized() && score.isFeasible()) {
            double seconds = (System.nanoTime() - began) / 1e9;
            way.append("at ").append(seconds).append(' ').append(scores(score, levels));
            way.append('\n');
          }
        });
    Week best = solver.solve(week);
    System.out.println("ended " + (System.nanoTime() - began) / 1e9);
    System.out.print(way);
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmHWM:")) {
        System.out.println("peak " + line.replaceAll("[^0-9]", ""));
      }
    }
    System.out.println("best " + scores(best.score, levels));
    if (best.score.isFeasible()) {
      StringBuilder options = new StringBuilder("options");
      for (Stretch stretch : best.stretches) {
        for (int option : stretch.choice.options) {
          options.append(' ').append(option);
        }
      }
      System.out.println(options);
    }
  }
}
